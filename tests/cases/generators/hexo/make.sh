#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of both sites from source/.
# HEXO_HOME = a folder outside of the repository where this was run (Node 20 or later):
#   npm install --save-exact hexo@8.1.2 hexo-renderer-marked@7.0.1 hexo-renderer-ejs@2.0.0 hexo-generator-feed@3.0.0 \
#     hexo-generator-index@4.0.0 hexo-generator-archive@2.0.0 hexo-generator-category@2.0.0 hexo-generator-tag@2.0.0
# PYTHON = a python with feedparser.
set -e
cd "$(dirname "$0")"
: "${PYTHON:=python3}" "${HEXO_HOME:?the folder with node_modules}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}"
for site in ${*:-plain custom}; do
  # Hexo writes db.json beside the configuration and reads plugins from node_modules there: build in a copy.
  tmp=$(mktemp -d "$HEXO_HOME/site.XXXXXX")
  cp -r "$site/source/." "$tmp"
  ln -s ../node_modules "$tmp/node_modules"
  # "updated" is a file's modification time, so every file gets the same one.
  find "$tmp" -type f -exec touch -d 2024-01-02T03:04:05Z {} +
  (cd "$tmp" && node node_modules/hexo/bin/hexo generate --silent)
  case $site in
    plain) feed=atom.xml lists='categories/Diary tags/single archives' ;;
    *) feed=feeds/blog.xml lists='categories/Eins/Zwei page/2' ;;
  esac
  cp "$tmp/public/$feed" "$site/feed.xml"
  rm -rf "$site/built"; mkdir "$site/built"
  # The pages of the posts, the home page, a page that is no post, and one of each kind of list.
  (cd "$tmp/public"; { find . -name '*.html' ! -path './tags/*' ! -path './categories/*' ! -path './archives/*' ! -path './page/*' -print0
    for list in $lists; do printf './%s/index.html\0' "$list"; done; } | sort -zu | tar c --null -T -) | tar x -C "$site/built"
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
