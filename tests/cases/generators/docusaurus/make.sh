#!/bin/sh
# Rebuilds the feeds, built/ and expected.json of both sites from source/.
# Needs MODULES = a node_modules folder with @docusaurus/core@3.10.2 @docusaurus/preset-classic@3.10.2 react@19 react-dom@19
# @mdx-js/react@3 (npm install NAMES); node 20; PYTHON with feedparser.
set -e
cd "$(dirname "$0")"
here=$PWD
: "${PYTHON:=python3}" "${MODULES:=$PWD/node_modules}"
export LC_ALL=C.UTF-8 TZ="${TZ:-UTC}" DO_NOT_TRACK=1 NO_UPDATE_NOTIFIER=1 DISABLE_VERSIONHELPER=1 CI=1
# The cache in node_modules names the folders of an earlier build, which are gone
export DOCUSAURUS_NO_PERSISTENT_CACHE=1
export GIT_AUTHOR_DATE=2021-02-03T04:05:06Z GIT_COMMITTER_DATE=2021-02-03T04:05:06Z GIT_CONFIG_GLOBAL=/dev/null
for site in ${*:-plain custom}; do
  # A fixed place: the ids of footnotes hold a hash of the file's whole path
  tmp=/tmp/feedtool-docusaurus; rm -rf "$tmp"; mkdir "$tmp"
  cp -r "$site/source" "$tmp/src"; ln -s "$MODULES" "$tmp/src/node_modules"
  # Docusaurus asks git when a file came and when it changed last, and stops where there is no repository
  (cd "$tmp/src"; git init -q .; printf 'node_modules\n.docusaurus\n' > .gitignore; git add .
   git -c user.name=Committer -c user.email=committer@example.org commit -q -m All)
  (cd "$tmp/src"; node node_modules/@docusaurus/core/bin/docusaurus.mjs build --out-dir "$tmp/out" >"$tmp/log" 2>&1) || { head -60 "$tmp/log"; exit 1; }
  case $site in
    plain) blog=blog ;;
    *) blog=journal; cp "$tmp/out/$blog/feed.json" "$site/feed.json"; cp "$tmp/out/en/$blog/rss.xml" "$site/feed-en.xml" ;;
  esac
  cp "$tmp/out/$blog/rss.xml" "$site/feed.xml"; cp "$tmp/out/$blog/atom.xml" "$site/feed-atom.xml"
  rm -rf "$site/built"; mkdir "$site/built"
  # Posts, the list of posts, one tag's list and the pages that are no posts; of the second language one post
  (cd "$tmp/out"; find . -name '*.html' ! -name 404.html ! -path '*/archive/index.html' ! -path '*/authors*' \
      ! -path '*/tags/*' ! -path '*/themen*' ! -path './en/*'
    find . -path './blog/tags/docusaurus/index.html' -o -path './journal/themen/strasse/index.html' \
      -o -path './en/journal/in-two-languages/index.html') |
  while IFS= read -r page; do
    "$PYTHON" "$here/strip.py" "$tmp/out/$page" "$site/built/$page"
  done
  rm -rf "$tmp"
  "$PYTHON" ../expected.py "$site/feed.xml" > "$site/expected.json"
done
