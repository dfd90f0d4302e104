#!/bin/sh
# Rebuilds feed.xml, feed-rss.xml (custom), built/ and expected.json of both sites from source/.
# Needs (versions that the data was made with): pelican 4.12.0, Markdown 3.11.3, docutils 0.23, feedgenerator 2.2.1,
# Pygments 2.19.2, Jinja2 3.1.6, python-dateutil 4.0.0, Unidecode 1.4.0: pip install 'pelican[markdown]==4.12.0'.
# PELICAN = its command; PYTHON = a python with feedparser.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}" "${PELICAN:=pelican}"
# no bytecode of pelicanconf.py; and the locale is what names the months
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}" PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore
for site in ${*:-plain custom}; do
  tmp=$(mktemp -d); out=$tmp/out
  # publishconf.py finds pelicanconf.py in the current folder; a copy, so that nothing is left in source/
  cp -r "$site/source" "$tmp/src"
  conf=$(cd "$tmp/src"; ls publishconf.py 2>/dev/null || echo pelicanconf.py)
  (cd "$tmp/src"; "$PELICAN" --quiet -s "$conf" -o "$out")
  case $site in
    plain) cp "$out/feeds/all.atom.xml" "$site/feed.xml" ;;
    *) cp "$out/feed/alles.xml" "$site/feed.xml"; cp "$out/feed/rss.xml" "$site/feed-rss.xml" ;;
  esac
  (cd "$out"; "$PYTHON" "$here/../feeds.py") > "$site/feeds.json"
  rm -rf "$site/built"; mkdir "$site/built"
  # of the lists only the front page and two categories; the page that is no post stays
  (cd "$out"; find . -name '*.html' ! -path './tag/*' ! -path './author/*' ! -name authors.html ! -name categories.html \
      ! -name tags.html ! -name index2.html ! -path './category/[!dm]*' ! -path './category/diary-two*' ! -path './thema/[!A]*' -print0 |
    tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
