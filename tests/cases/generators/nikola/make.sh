#!/bin/sh
# Rebuilds feed.xml, feed-atom.xml and feed-en.xml (custom), built/ and expected.json of both sites from source/.
# Needs (versions that the data was made with): Nikola 8.3.3, freezegun 1.5.5, ruamel.yaml 0.19.1, toml 0.10.2, docutils 0.23,
# Markdown 3.11.3, Pygments 2.21.0, lxml 6.1.3, Mako 1.4.3, python-dateutil 4.0.0, Unidecode 1.4.0, PyRSS2Gen 1.1:
# pip install nikola==8.3.3 freezegun ruamel.yaml toml jinja2 (without it Nikola only waits four seconds). NIKOLA = its command; PYTHON = a python with feedparser.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}" "${NIKOLA:=nikola}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}" PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore
for site in ${*:-plain custom}; do
  tmp=$(mktemp -d)
  # Nikola writes its cache and output beside conf.py
  cp -r "$site/source" "$tmp/src"; out=$tmp/src/output
  # --invariant: it is 1 January 2038 for Nikola (that is what freezegun is for)
  (cd "$tmp/src"; "$NIKOLA" build --invariant -v0 >"$tmp/log" 2>&1) || { cat "$tmp/log" >&2; exit 1; }
  case $site in
    plain) cp "$out/rss.xml" "$site/feed.xml" ;;
    *) cp "$out/xml/alles.xml" "$site/feed.xml"; cp "$out/atom/feed.atom" "$site/feed-atom.xml"
       cp "$out/en/xml/alles.xml" "$site/feed-en.xml" ;;
  esac
  (cd "$out"; "$PYTHON" "$here/../feeds.py") > "$site/feeds.json"
  rm -rf "$site/built"; mkdir "$site/built"
  # of the lists only the front pages, the archive and one tag; the page that is no post stays
  (cd "$out"; find . -name '*.html' ! -name 'index-1.html' ! -path './authors/*' ! -path './20[0-9][0-9]/*' ! -path './en/20*' \
      ! -path './categories/[!h]*' ! -path './categories/html*' ! -path './en/categories/*' ! -path './listings/*' ! -path './galleries/*' ! -path './assets/*' -print0 |
    tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
