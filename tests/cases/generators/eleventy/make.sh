#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of both sites from source/.
# ELEVENTY_HOME = a folder outside of the repository where this was run (Node 20 or later):
#   npm install --save-exact @11ty/eleventy@3.1.8 @11ty/eleventy-plugin-rss@3.0.0 \
#     @11ty/eleventy-plugin-syntaxhighlight@5.0.2 markdown-it-footnote@4.0.0 luxon@3.7.2
# PYTHON = a python with feedparser.
set -e
cd "$(dirname "$0")"
: "${PYTHON:=python3}" "${ELEVENTY_HOME:?the folder with node_modules}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}"
for site in ${*:-plain custom}; do
  # Imports are looked for above the configuration file, so the build is made below node_modules' folder.
  tmp=$(mktemp -d "$ELEVENTY_HOME/site.XXXXXX")
  cp -r "$site/source/." "$tmp"
  (cd "$tmp" && node ../node_modules/@11ty/eleventy/cmd.cjs --quiet --output=out)
  case $site in
    plain) cp "$tmp/out/feed/feed.xml" "$tmp/out/feed/feed.json" "$site/"; lists='about blog tags/second-tag' ;;
    *) cp "$tmp/out/feeds/all.xml" "$site/feed.xml"; lists='impressum seite' ;;
  esac
  rm -rf "$site/built"; mkdir "$site/built"
  # The pages of the posts, the home page, and one page of each other kind.
  (cd "$tmp/out"; { find . -name '*.html' ! -path './about/*' ! -path './tags/*' ! -path './impressum/*' ! -path './seite/*' -print0
    for list in $lists; do printf './%s/index.html\0' "$list"; done; } | sort -zu |
    sed -z 's#^./seite/index.html$#./seite/2/index.html#' | tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
