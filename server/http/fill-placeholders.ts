import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#lib/log.ts'
import {
  type HtmlPlaceholders,
  newPlaceholders,
  placeholderLength,
  withPlaceholders,
} from '#lib/markdown/extensions/html-placeholders.ts'

/** What answers a request for a page: Next. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Write = (...args: unknown[]) => boolean

/** HTML as it stands in the data for Next's router: within a string of JSON. */
const asData = (html: string) => JSON.stringify(html).slice(1, -1)

/**
 * Puts HTML in the place of its placeholders, in bytes that come in pieces; the end of a piece may cut one. In scripts
 * of the page they are escaped and stay: what they stand for is in the page already.
 */
export function placeholderFiller(placeholders: HtmlPlaceholders, kind: 'html' | 'data') {
  const start = Buffer.from(placeholders.start)
  const length = placeholderLength(placeholders)
  let rest: Buffer = Buffer.alloc(0)

  function filled(placeholder: string): Buffer {
    const html = placeholders.html.get(placeholder)
    if (html === undefined) log.error('a page has a placeholder for HTML that is not there')
    return Buffer.from(kind === 'data' ? asData(html ?? '') : (html ?? ''))
  }

  /** Where a placeholder begins that the end of the bytes cuts off; their length where none does. */
  function cutAt(bytes: Buffer): number {
    for (let at = Math.max(0, bytes.length - start.length + 1); at < bytes.length; at++)
      if (start.subarray(0, bytes.length - at).equals(bytes.subarray(at))) return at
    return bytes.length
  }

  return {
    add(piece: Buffer): Buffer[] {
      const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
      const pieces: Buffer[] = []
      let from = 0
      for (;;) {
        const at = bytes.indexOf(start, from)
        const isWhole = at >= 0 && at + length <= bytes.length
        if (!isWhole) {
          const to = at >= 0 ? at : from + cutAt(bytes.subarray(from))
          if (to > from) pieces.push(bytes.subarray(from, to))
          rest = Buffer.from(bytes.subarray(to))
          return pieces
        }
        if (at > from) pieces.push(bytes.subarray(from, at))
        pieces.push(filled(bytes.toString('latin1', at, at + length)))
        from = at + length
      }
    },
    /** What was waiting for more. */
    end: (): Buffer => rest,
  }
}

function kindOf(response: ServerResponse): 'html' | 'data' | null {
  const type = String(response.getHeader('content-type'))
  if (type.startsWith('text/html')) return 'html'
  return type.startsWith('text/x-component') ? 'data' : null
}

function fill(response: ServerResponse, placeholders: HtmlPlaceholders): void {
  const write = response.write.bind(response) as Write
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
  let filler: ReturnType<typeof placeholderFiller> | null = null
  const added = (chunk: unknown, encoding: unknown): Buffer[] | null => {
    const kind = placeholders.html.size > 0 ? kindOf(response) : null
    if (!kind && !filler) return null
    filler ??= placeholderFiller(placeholders, kind ?? 'html')
    // It was counted with the placeholders.
    if (!response.headersSent) response.removeHeader('content-length')
    if (typeof chunk !== 'string') return filler.add(Buffer.from(chunk as Uint8Array))
    return filler.add(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
  }
  response.write = ((...args: unknown[]) => {
    const pieces = added(args[0], args[1])
    if (!pieces) return write(...args)
    const done = args.find((value) => typeof value === 'function') as (() => void) | undefined
    const isRoom = pieces.map((piece) => write(piece)).every(Boolean)
    if (done) process.nextTick(done)
    return isRoom
  }) as ServerResponse['write']
  response.end = ((...args: unknown[]) => {
    const hasChunk = args[0] != null && typeof args[0] !== 'function'
    const pieces = hasChunk ? added(args[0], args[1]) : null
    if (!pieces && !filler) return end(...args)
    for (const piece of [...(pieces ?? []), filler?.end() ?? Buffer.alloc(0)]) if (piece.length > 0) write(piece)
    return end(...args.filter((value) => typeof value === 'function'))
  }) as ServerResponse['end']
}

/** Pages whose large HTML (lib/markdown/extensions/html-placeholders.ts) is put in as they go out. */
export const withFilledPlaceholders =
  (pages: Pages): Pages =>
  (request: IncomingMessage, response: ServerResponse) => {
    const placeholders = newPlaceholders()
    fill(response, placeholders)
    return withPlaceholders(placeholders, () => pages(request, response))
  }
