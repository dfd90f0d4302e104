#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of both sites from source/ (custom also feed.json and feed-updated.xml).
# pip install mkdocs==1.6.1 mkdocs-material==9.8.2 mkdocs-rss-plugin==1.19.0 pymdown-extensions==13.1.2 Markdown==3.11.3
# MKDOCS = the program; PYTHON = a python with feedparser. SOURCE_DATE_EPOCH is MkDocs's and the rss plugin's "now".
# Pages lose <script>, <style>, links to assets, icons and indentation (outside <pre>): most of a Material page, no part
# of a post. One category page, one archive page and the pages that are no posts stay, to be told apart.
set -e
cd "$(dirname "$0")"
: "${PYTHON:=python3}" "${MKDOCS:=mkdocs}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}" SOURCE_DATE_EPOCH=1700000000 DISABLE_MKDOCS_2_WARNING=true NO_MKDOCS_2_WARNING=1
for site in ${*:-plain custom}; do
  tmp=$(mktemp -d); out=$tmp/out
  cp -r "$site/source" "$tmp/src"  # both plugins write into the source (.cache, a missing index.md)
  (cd "$tmp/src"; "$MKDOCS" build -q -d "$out")
  rm -rf "$site/built"; mkdir "$site/built"
  case $site in
    plain) cp "$out/feed_rss_created.xml" "$site/feed.xml" ;;
    custom) cp "$out/feed.xml" "$site/feed.xml"; cp "$out/feed.json" "$site/"; cp "$out/neu.xml" "$site/feed-updated.xml" ;;
  esac
  (cd "$out"; find . -name '*.html' ! -name 404.html \
      ! -path './*archive/20[019]*' ! -path './blog/category/[!h]*' ! -path './category/[!r]*' -print0 | tar c --null -T -) | tar x -C "$site/built"
  "$PYTHON" - "$site/built" <<'PY'
import re, sys
from pathlib import Path

for page in Path(sys.argv[1]).rglob("*.html"):
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    text = re.sub(r'<link\b[^>]*rel="(?:stylesheet|icon|preconnect)"[^>]*>', "", text)
    text = re.sub(r'(?s)(?<!twemoji">)<svg\b.*?</svg>', "", text)  # an emoji belongs to the text
    parts = re.split(r"(?s)(<pre\b.*?</pre>)", text)
    parts[::2] = [re.sub(r"\n\s*\n\s*|\n[ \t]+", "\n", part) for part in parts[::2]]  # half of it is indentation
    page.write_text("".join(parts), encoding="utf-8")
PY
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
