import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { type HeldHtml, holdHtml, withHeldHtml } from '#lib/markdown/held-html.ts'
import { heldHtmlFiller, withFilledHtml } from './fill-held-html.ts'
import type { Pages } from './handler.ts'

const LONG = `<p title="∑ &quot;so&quot;">${'x\n'.repeat(3_000)}</p>`

/** Marker of a long text, and what it stands for. */
function hold(html = LONG) {
  const held: HeldHtml = new Map()
  const marker = withHeldHtml(held, () => holdHtml(html))
  return { held, marker, shown: held.get(marker) ?? '' }
}

function fill(held: HeldHtml, kind: 'html' | 'data', pieces: readonly Buffer[]): string {
  const filler = heldHtmlFiller(held, kind)
  const filled = pieces.flatMap((piece) => filler.add(piece))
  return Buffer.concat([...filled, filler.end()]).toString('utf8')
}

async function answer(pages: Pages): Promise<string> {
  const server = createServer((request, response) => void withFilledHtml(pages)(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).text()
  } finally {
    server.close()
  }
}

describe('large HTML of a page', () => {
  it('stands in the place of its marker, wherever the bytes are cut', () => {
    const { held, marker, shown } = hold()
    expect(marker).not.toContain('x\n')
    const page = Buffer.from(`é<div>${marker}</div><!--held--><div>${marker}</div>`)
    const wanted = `é<div>${shown}</div><!--held--><div>${shown}</div>`
    for (let at = 0; at <= page.length; at++)
      expect(fill(held, 'html', [page.subarray(0, at), page.subarray(at)])).toBe(wanted)
    expect(
      fill(
        held,
        'html',
        [...page].map((byte) => Buffer.from([byte])),
      ),
    ).toBe(wanted)
  })

  it('is a string of JSON in the data for the router', () => {
    const { held, marker, shown } = hold()
    const row = Buffer.from(JSON.stringify({ html: marker }))
    expect(JSON.parse(fill(held, 'data', [row.subarray(0, 20), row.subarray(20)]))).toEqual({ html: shown })
  })

  it('has no marker where it is short, or where nobody asked for a page', () => {
    expect(hold('<p>short</p>').marker).toBe('<p>short</p>')
    expect(holdHtml(LONG)).toBe(LONG)
  })

  it('is put in as the answer goes out, and what ends like the beginning of a marker goes out too', async () => {
    const body = await answer(async (_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.write('<main>')
      response.write(holdHtml(LONG))
      response.end('</main><!--he')
    })
    expect(body).toMatch(/^<main><!--held \S{22}--><p title/)
    expect(body.endsWith('</main><!--he')).toBe(true)
    expect(body).toContain(LONG)
  })

  it('belongs to one answer: the marker of another one finds nothing', async () => {
    const { marker } = hold()
    const body = await answer(async (_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end(`${holdHtml(`${LONG}!`)}|${marker.replace(/\d{6}-->$/, '000007-->')}|`)
    })
    expect(body.endsWith('!||')).toBe(true)
  })

  it('leaves everything but pages as it is', async () => {
    const { marker } = hold()
    const body = await answer(async (_request, response) => {
      response.setHeader('Content-Type', 'application/json')
      holdHtml(LONG)
      response.end(marker)
    })
    expect(body).toBe(marker)
  })
})
