import type { Nodes, PhrasingContent } from 'mdast'
import { type HtmlPiece, htmlPieces } from './html-pieces.ts'
import { linkAddress } from './link-address.ts'
import { MASK } from './mask.ts'
import { type Span, spanOf } from '#lib/readme/span.ts'

/** A link in a line; start and end count in its text and are equal where the link shows no words. */
export type LineLink = Span & {
  url: string | null
  /** Its words, or those of the badge that stands for them. */
  label: string
  isBadge: boolean
  /** The whole of it in the source. */
  source: Span
  /** The address alone in the source; null where it stands elsewhere ("[text][name]"). */
  address: Span | null
}

/**
 * Inline content as one line of text, with where each of its characters stands in the source. "\n"
 * is a break that readers see, "\u2028" one that only the source has.
 */
export type Line = {
  text: string
  /** Where the source of each character begins and ends. */
  from: number[]
  to: number[]
  bold: Span[]
  italic: Span[]
  /** Superscripts: footnote marks beside names. */
  raised: Span[]
  /** Inline code, with its marks. */
  code: Span[]
  links: LineLink[]
  images: { alt: string; url: string }[]
  /** Where each node begins in the text. */
  nodes: number[]
}

export type LineContext = { source: string; definitions: ReadonlyMap<string, string> }

const STYLES: Record<string, 'bold' | 'italic' | 'raised'> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  sup: 'raised',
  sub: 'raised',
}

/** A link whose words are being read: where they begin, in characters, parts and images. */
type OpenLink = { at: number; part: number; url: string | null; source: Span; address: Span | null; images: number }

class LineReader {
  readonly line: Line = {
    text: '',
    from: [],
    to: [],
    bold: [],
    italic: [],
    raised: [],
    code: [],
    links: [],
    images: [],
    nodes: [],
  }
  readonly #context: LineContext
  readonly #parts: string[] = []
  #length = 0
  /** Where the reading of the source has come to. */
  #cursor = 0
  /** Tags that are open. */
  readonly #open: (OpenLink & { name: string })[] = []

  constructor(context: LineContext) {
    this.#context = context
  }

  finish(): Line {
    while (this.#open.length > 0) this.#close(this.#open.at(-1)?.name ?? '', this.#cursor)
    this.line.text = this.#parts.join('')
    return this.line
  }

  read(node: Nodes): void {
    const span = spanOf(node)
    if (span) this.#cursor = span.start
    const start = this.#length
    const part = this.#parts.length
    switch (node.type) {
      case 'text':
        this.#text(node.value, span)
        break
      case 'inlineCode':
      case 'inlineMath':
        if (span) this.#text(this.#context.source.slice(span.start, span.end), span)
        else this.#text(node.value, null)
        if (node.type === 'inlineCode') this.line.code.push({ start, end: this.#length })
        break
      case 'break':
        this.#put('\n', this.#cursor, span?.end ?? this.#cursor)
        break
      case 'html':
        if (span) for (const piece of htmlPieces(this.#context.source, span)) this.#piece(piece)
        break
      case 'image':
        this.line.images.push({ alt: node.alt ?? '', url: node.url })
        break
      case 'link':
      case 'linkReference': {
        const images = this.line.images.length
        this.#readAll(node.children)
        const isLink = node.type === 'link'
        const url = isLink ? node.url : (this.#context.definitions.get(node.identifier.toLowerCase()) ?? null)
        const source = span ?? { start: this.line.from[start] ?? this.#cursor, end: this.#cursor }
        const address = isLink && span ? linkAddress(this.#context.source, span, node) : null
        this.#link({ at: start, part, url, source, address: isLink && !span ? source : address, images })
        break
      }
      case 'strong':
      case 'emphasis':
        this.#readAll(node.children)
        this.line[node.type === 'strong' ? 'bold' : 'italic'].push({ start, end: this.#length })
        break
      default:
        if ('children' in node) this.#readAll(node.children)
    }
    if (span) this.#cursor = span.end
  }

  #readAll(nodes: readonly Nodes[]): void {
    for (const node of nodes) this.read(node)
  }

  #link({ at, part, url, source, address, images }: OpenLink): void {
    const text = this.#parts.slice(part).join('')
    const alts = this.line.images.slice(images).map((image) => image.alt)
    const isBadge = text.trim() === '' && this.line.images.length > images
    const label = (isBadge ? alts.join(' ') : text).replace(/\s+/g, ' ').trim()
    this.line.links.push({ start: at, end: this.#length, url, label, isBadge, source, address })
  }

  #piece(piece: HtmlPiece): void {
    this.#cursor = piece.end
    if (piece.kind === 'text') {
      this.#text(piece.value, piece)
    } else if (piece.kind === 'close') {
      this.#close(piece.name, piece.end)
    } else if (piece.name === 'br') {
      this.#put('\n', piece.start, piece.end)
    } else if (piece.name === 'img') {
      this.line.images.push({ alt: piece.alt ?? '', url: piece.url?.value ?? '' })
    } else if (piece.name === 'a' || piece.name in STYLES) {
      this.#open.push({
        name: piece.name,
        at: this.#length,
        part: this.#parts.length,
        source: { start: piece.start, end: piece.end },
        url: piece.url?.value ?? null,
        address: piece.url ?? null,
        images: this.line.images.length,
      })
    } else if (/^(?:p|div|li|tr|td|th|h[1-6]|ul|ol)$/.test(piece.name) && this.#length > 0) {
      this.#put('\n', piece.start, piece.end)
    }
  }

  #close(name: string, end: number): void {
    const at = this.#open.findLastIndex((tag) => tag.name === name)
    const tag = this.#open[at]
    if (!tag) return
    this.#open.splice(at, 1)
    const style = STYLES[name]
    if (style) this.line[style].push({ start: tag.at, end: this.#length })
    else if (tag.url !== null) this.#link({ ...tag, source: { start: tag.source.start, end } })
  }

  #put(text: string, from: number, to: number): void {
    this.#parts.push(text)
    this.#length += text.length
    for (let at = 0; at < text.length; at += 1) {
      this.line.from.push(from)
      this.line.to.push(to)
    }
  }

  /** Puts text whose source may hold escapes, character references and the indentation of its lines. */
  #text(value: string, span: Span | null): void {
    const { source } = this.#context
    let at = span?.start ?? this.#cursor
    const shown = value
      .replace(/\r\n|\r|\n/g, (end) => (end.length === 2 ? '\u2028\u2028' : '\u2028'))
      .replaceAll(MASK, ' ')
    this.#parts.push(shown)
    this.#length += shown.length
    const isSame = span !== null && span.end - span.start === value.length
    const end = span?.end ?? Math.min(source.length, at + value.length * 2 + 40)
    const { from, to } = this.line
    for (let index = 0; index < value.length; index += 1) {
      let next = at + 1
      if (!isSame) {
        const code = value.charCodeAt(index)
        while (at < end && source.charCodeAt(at) !== code && source[at] !== '&') at += 1
        const reference = source[at] === '&' ? /^&(?:#\w{1,8}|\w{2,32});/.exec(source.slice(at, at + 36)) : null
        if (source[at] === '&' && reference && !value.startsWith(reference[0], index)) next = at + reference[0].length
        else if (source[at] !== value[index]) {
          while (at < end && source.charCodeAt(at) !== code) at += 1
          next = at + 1
        } else next = at + 1
      }
      from.push(Math.min(at, end))
      to.push(Math.min(next, end))
      at = next
    }
    this.#cursor = Math.max(this.#cursor, at)
  }
}

/** Reads inline nodes as a line of text. Raw HTML among them counts as what it shows. */
export function readLine(nodes: readonly PhrasingContent[], context: LineContext): Line {
  const reader = new LineReader(context)
  for (const node of nodes) {
    reader.line.nodes.push(reader.line.from.length)
    reader.read(node)
  }
  return reader.finish()
}

/** The place in the source of a part of a line's text; null for an empty part. */
export function sourceOf(line: Line, { start, end }: Span): Span | null {
  const from = line.from[start]
  const to = line.to[end - 1]
  return from === undefined || to === undefined || end <= start ? null : { start: from, end: Math.max(from, to) }
}
