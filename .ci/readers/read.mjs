// Each file's entries as feedsmith reads them, one JSON object a file: node read.mjs FILE ...
import { readFileSync } from 'node:fs'
import { parseFeed } from 'feedsmith'

const last = (links, rel) => (links ?? []).filter((link) => link.rel === rel)
const enclosure = ({ url, href, type, mime_type, length, size_in_bytes }) => ({
  url: url ?? href, type: type ?? mime_type, length: length ?? size_in_bytes ?? null,
})
const READ = {
  rss: (item) => ({
    id: item.guid.value, link: item.link, title: item.title, published: item.pubDate, updated: item.atom.updated,
    authors: item.dc?.creators ?? (item.authors ?? []).map(String), categories: item.categories.map((one) => one.name),
    summary: item.description, content: item.content.encoded, image: item.media?.thumbnails?.[0].url,
    enclosures: [...item.enclosures, ...last(item.atom.links, 'enclosure')].map(enclosure),
  }),
  atom: (entry) => ({
    id: entry.id, link: last(entry.links, 'alternate')[0].href, title: entry.title.value, published: entry.published,
    updated: entry.updated, authors: entry.authors.map((one) => one.name), categories: entry.categories.map((one) => one.term),
    summary: entry.summary.value, content: entry.content.value, image: entry.media?.thumbnails?.[0].url,
    enclosures: last(entry.links, 'enclosure').map(enclosure),
  }),
  json: (item) => ({
    id: item.id, link: item.url, title: item.title, published: item.date_published, updated: item.date_modified,
    authors: item.authors.map((one) => one.name), categories: item.tags, summary: item.summary, content: item.content_html,
    image: item.image, enclosures: item.attachments.map(enclosure),
  }),
}

for (const file of process.argv.slice(2)) {
  const { format, feed } = parseFeed(readFileSync(file, 'utf8'))
  console.log(JSON.stringify((feed.items ?? feed.entries).map(READ[format])))
}
