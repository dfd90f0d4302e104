#!/bin/sh
# Rebuilds feed.xml, built/ and expected.json of the site from source/.
# Needs MODULES = a node_modules folder with gatsby@5.16.1 gatsby-plugin-feed@5.16.0 gatsby-transformer-remark@6.16.0
# gatsby-source-filesystem@5.16.0 gatsby-remark-prismjs@7.16.0 react@18 react-dom@18 (npm install
# --ignore-scripts NAMES); node 20; PYTHON with feedparser.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}" "${MODULES:=$PWD/node_modules}"
[ -d "$MODULES/gatsby" ] || { echo "MODULES: no gatsby in $MODULES" >&2; exit 1; }
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}" GATSBY_TELEMETRY_DISABLED=1 CI=1 GATSBY_CPU_COUNT=1
for site in ${*:-plain}; do
  # Beside the modules, since Gatsby looks for its plugins upwards from the site
  tmp=$(dirname "$MODULES")/feedtool-gatsby; rm -rf "$tmp"; cp -r "$site/source" "$tmp"
  (cd "$tmp"; node "$MODULES/gatsby/cli.js" build >"$tmp/log" 2>&1) || { head -80 "$tmp/log"; exit 1; }
  # lastBuildDate is the time of the build
  sed 's|<lastBuildDate>[^<]*|<lastBuildDate>Thu, 01 Jan 2026 00:00:00 GMT|' "$tmp/public/rss.xml" > "$site/feed.xml"
  rm -rf "$site/built"; mkdir "$site/built"
  # The pages without their scripts and styles (strip.py is that of the Docusaurus sites)
  (cd "$tmp/public"; find . -type f -name '*.html' ! -path './404*' ! -path './_gatsby/*') | LC_ALL=C sort | while IFS= read -r page; do
    "$PYTHON" "$here/../docusaurus/strip.py" "$tmp/public/$page" "$site/built/$page"
  done
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
