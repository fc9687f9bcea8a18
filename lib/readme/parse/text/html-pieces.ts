import type { Html } from 'mdast'
import type { Span } from '#lib/readme/span.ts'

/** What raw HTML is made of: the text it shows and its tags, each with its place in the source. */
export type HtmlPiece = Span &
  (
    | { kind: 'text'; value: string }
    | { kind: 'open'; name: string; url: (Span & { value: string }) | null; alt: string | null }
    | { kind: 'close'; name: string }
  )

const TAG = /<!--[^]*?(?:-->|$)|<(\/?)([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/giu
const ADDRESS = /(?:^|\s)(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/iu
const ALT = /(?:^|\s)alt\s*=\s*(?:"([^"]*)"|'([^']*)')/iu
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
}

/** Text with its commonest character references read. */
export const unescapeHtml = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/giu, (whole, decimal, hex, name) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

function attribute(tag: string, start: number): (Span & { value: string }) | null {
  const match = ADDRESS.exec(tag)
  const raw = match?.[1] ?? match?.[2] ?? match?.[3]
  if (!match || raw === undefined) return null
  const at = start + match.index + match[0].lastIndexOf(raw)
  return { value: unescapeHtml(raw), start: at, end: at + raw.length }
}

/** The pieces of the HTML that stands in a part of a source, in order; comments are left out. */
export function htmlPieces(source: string, { start, end }: Span): HtmlPiece[] {
  const html = source.slice(start, end)
  const pieces: HtmlPiece[] = []
  let done = 0
  const text = (to: number) => {
    if (to > done)
      pieces.push({ kind: 'text', value: unescapeHtml(html.slice(done, to)), start: start + done, end: start + to })
  }
  for (const match of html.matchAll(TAG)) {
    text(match.index)
    done = match.index + match[0].length
    const name = match[2]?.toLowerCase()
    if (!name) continue
    const place = { start: start + match.index, end: start + done }
    if (match[1]) pieces.push({ kind: 'close', name, ...place })
    else {
      const attributes = match[3] ?? ''
      const url = attribute(attributes, place.start + 1 + name.length)
      const alt = ALT.exec(attributes)
      pieces.push({ kind: 'open', name, url, alt: alt ? unescapeHtml(alt[1] ?? alt[2] ?? '') : null, ...place })
    }
  }
  text(html.length)
  return pieces
}

/** A part of a source that holds HTML (the inside of a `<td>`) as inline content to read an entry from. */
export function htmlNode(source: string, { start, end }: Span): Html {
  const point = (offset: number) => ({ line: 1, column: 1, offset })
  return { type: 'html', value: source.slice(start, end), position: { start: point(start), end: point(end) } }
}
