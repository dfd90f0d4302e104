#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of both sites from source/ (custom also feed-atom.xml, the plugin's).
# pip install lektor==3.3.14 (with mistune 0.8.4, werkzeug 2.3.8, setuptools for pkg_resources); apt install faketime.
# Lektor itself installs lektor-atom 0.4.0 (and feedgenerator 2.2.1) with pip, as the project files ask for.
# LEKTOR = the program; PYTHON = a python with feedparser.
# The plugin's ids are hashes of the project's absolute folder, so the sites are always built in the same one, WORK.
set -e
cd "$(dirname "$0")"
: "${PYTHON:=python3}" "${LEKTOR:=lektor}" "${WORK:=/tmp/lektor-site}"
export LC_ALL=C.UTF-8 TZ=UTC  # faketime reads its time in TZ; Lektor itself does not care
[ ! -e "$WORK" ] || { echo "$WORK is in the way" >&2; exit 1; }
trap 'rm -rf "$WORK"' EXIT
for site in ${*:-plain custom}; do
  tmp=$(mktemp -d); out=$tmp/out
  export XDG_CACHE_HOME="$tmp/cache" HOME="$tmp"
  cp -r "$site/source" "$WORK"
  "$LEKTOR" --project "$WORK" plugins reinstall > "$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
  # the plugin dates posts without a date by the clock
  faketime -f '2024-01-02 03:04:05' "$LEKTOR" --project "$WORK" build -O "$out" > "$tmp/log" 2>&1 ||
    { cat "$tmp/log"; exit 1; }
  case $site in
    plain) cp "$out/blog/feed.xml" "$site/feed.xml" ;;
    custom) cp "$out/feed.xml" "$site/"; cp "$out/atom/reisen.xml" "$site/feed-atom.xml" ;;
  esac
  rm -rf "$site/built"; mkdir "$site/built"
  # of the English half one translated post, one that is not, and the list are enough
  (cd "$out"; find . \( -name '*.html' -o -name Folder_\* -type f \) ! -path '*/autoren/*' ! -path './en/seiten/*' ! -path './en/reisen/index.html' \
      ! -path './en/reisen/[!2]*' ! -path './en/reisen/2099/*' ! -path './en/reisen/2022/0[37]/*' ! -path './en/journal/[!2i]*' \
      ! -path './en/journal/2022/0[!1]/*' -print0 | tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$WORK" "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
