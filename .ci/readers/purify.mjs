// What DOMPurify's default leaves of each line, a JSON text of HTML: node purify.mjs < lines
import { createInterface } from 'node:readline'
import createDOMPurify from 'dompurify'
import { JSDOM } from 'jsdom'

const purify = createDOMPurify(new JSDOM('').window)
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(purify.sanitize(JSON.parse(line))))
}
