import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  type HtmlPlaceholders,
  newPlaceholders,
  placeholderFor,
  withPlaceholders,
} from '#lib/markdown/extensions/html-placeholders.ts'
import { placeholderFiller, withFilledPlaceholders } from './fill-placeholders.ts'
import type { Pages } from './fill-placeholders.ts'

const LONG = `<p title="∑ &quot;so&quot;">${'x\n'.repeat(3_000)}</p>`

/** Placeholder of a long text, and what it stands for. */
function hold(html = LONG) {
  const placeholders = newPlaceholders()
  const placeholder = withPlaceholders(placeholders, () => placeholderFor(html))
  return { placeholders, placeholder, shown: placeholders.html.get(placeholder) ?? '' }
}

function fill(placeholders: HtmlPlaceholders, kind: 'html' | 'data', pieces: readonly Buffer[]): string {
  const filler = placeholderFiller(placeholders, kind)
  const filled = pieces.flatMap((piece) => filler.add(piece))
  return Buffer.concat([...filled, filler.end()]).toString('utf8')
}

async function answer(pages: Pages): Promise<string> {
  const server = createServer((request, response) => void withFilledPlaceholders(pages)(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).text()
  } finally {
    server.close()
  }
}

describe('large HTML of a page', () => {
  it('stands in the place of its placeholder, wherever the bytes are cut', () => {
    const { placeholders, placeholder, shown } = hold()
    expect(placeholder).not.toContain('x\n')
    const page = Buffer.from(`é<div>${placeholder}</div><!--html--><div>${placeholder}</div>`)
    const wanted = `é<div>${shown}</div><!--html--><div>${shown}</div>`
    for (let at = 0; at <= page.length; at++)
      expect(fill(placeholders, 'html', [page.subarray(0, at), page.subarray(at)])).toBe(wanted)
    const bytes = [...page].map((byte) => Buffer.from([byte]))
    expect(fill(placeholders, 'html', bytes)).toBe(wanted)
  })

  it('is a string of JSON in the data for the router', () => {
    const { placeholders, placeholder, shown } = hold()
    const row = Buffer.from(JSON.stringify({ html: placeholder }))
    expect(JSON.parse(fill(placeholders, 'data', [row.subarray(0, 20), row.subarray(20)]))).toEqual({ html: shown })
  })

  it('has no placeholder where it is short, or where nobody asked for a page', () => {
    expect(hold('<p>short</p>').placeholder).toBe('<p>short</p>')
    expect(placeholderFor(LONG)).toBe(LONG)
  })

  it('is put in as the answer goes out, and what ends like the beginning of a placeholder goes out too', async () => {
    const body = await answer(async (_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.write('<main>')
      response.write(placeholderFor(LONG))
      response.end('</main><!--ht')
    })
    expect(body).toMatch(/^<main><!--html \S{22}--><p title/)
    expect(body.endsWith('</main><!--ht')).toBe(true)
    expect(body).toContain(LONG)
  })

  it('belongs to one answer: one that was read in a page before is a comment in the next', async () => {
    const { placeholder } = hold()
    const body = await answer(async (_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.setHeader('Content-Length', 1)
      response.end(`${placeholderFor(LONG)}|${placeholder}|`)
    })
    expect(body.endsWith(`${LONG}|${placeholder}|`)).toBe(true)
  })

  it('leaves everything but pages as it is', async () => {
    const { placeholder } = hold()
    const body = await answer(async (_request, response) => {
      response.setHeader('Content-Type', 'application/json')
      placeholderFor(LONG)
      response.end(placeholder)
    })
    expect(body).toBe(placeholder)
  })
})
