#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of both sites from source/.
# pip install ablog==0.11.13 sphinx==9.0.4 myst-parser==5.2.0 docutils==0.22.4 feedgen==1.0.0; apt install faketime
# SPHINX = "python -m sphinx" where these are; PYTHON = a python with feedparser.
# ABlog takes the time zone and the day of the machine and the feed's own <updated> from the clock, so both are set here.
# Pages lose <script>, <style> and links to assets. Lists kept: front page, all posts, drafts, one year, one tag, one author.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}" "${SPHINX:=python3 -m sphinx}"
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1704164645
for site in ${*:-plain custom}; do
  tmp=$(mktemp -d); out=$tmp/out
  case $site in
    plain) builder=html zone=UTC feed=blog/atom.xml ;;
    custom) builder=dirhtml zone=Europe/Vienna feed=journal/atom.xml ;;
  esac
  cp -r "$site/source" "$tmp/src"
  (cd "$tmp/src"; TZ=$zone faketime -f '2024-01-02 03:04:05' $SPHINX -q -b $builder -d "$tmp/doctrees" . "$out") 2> "$tmp/log" ||
    { cat "$tmp/log"; exit 1; }
  sed "s#$tmp/src#/srv/site#g" "$out/$feed" > "$site/feed.xml"  # docutils prints the folder of the build into the text
  (cd "$out"; "$PYTHON" "$here/../feeds.py") > "$site/feeds.json"
  rm -rf "$site/built"; mkdir "$site/built"
  (cd "$out"; find . -name '*.html' ! -path './_static/*' ! -name 'search*' ! -name 'genindex*' ! -path './search/*' \
      ! -path './genindex/*' ! -path './*/location*' ! -path './*/language*' ! -path './*/category*' ! -path './*/archive*' \
      ! -path './*/tag/[!rs]*' ! -path './*/tag.html' ! -path './journal/tag/index.html' ! -path './*/author.html' \
      ! -path './journal/author/index.html' ! -path './*/author/[!a]*' ! -path './*/201*' ! -path './*/2021*' \
      -print0 | tar c --null -T -) | tar x -C "$site/built"
  "$PYTHON" - "$site/built" <<'PY'
import re, sys
from pathlib import Path

for page in Path(sys.argv[1]).rglob("*.html"):
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    text = re.sub(r'<link\b[^>]*rel="(?:stylesheet|icon|preload)"[^>]*>', "", text)
    parts = re.split(r"(?s)(<pre\b.*?</pre>)", text)
    parts[::2] = [re.sub(r"\n\s*\n\s*|\n[ \t]+", "\n", part) for part in parts[::2]]
    page.write_text("".join(parts), encoding="utf-8")
PY
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
