#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of both sites from source/.
# Needs Debian: jekyll ruby-jekyll-feed; PYTHON with feedparser.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}"
export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ="${TZ:-UTC}" JEKYLL_ENV=production JEKYLL_NO_BUNDLER_REQUIRE=1 BUNDLE_GEMFILE=
for site in ${*:-plain custom}; do
  out=$(mktemp -d)
  jekyll build --disable-disk-cache --quiet -s "$site/source" -d "$out"
  cp "$out/feed.xml" "$site/feed.xml"
  (cd "$out"; "$PYTHON" "$here/../feeds.py") > "$site/feeds.json"
  rm -rf "$site/built"; mkdir "$site/built"
  (cd "$out"; find . -name '*.html' ! -path ./index.html ! -path './about/*' ! -path './notes/*' -print0 | tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$out"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
