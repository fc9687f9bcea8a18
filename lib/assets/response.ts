import type { Range } from '#lib/files/queries.ts'
import type { AssetView } from './queries.ts'

/**
 * The range of bytes that a request asks for: null where it wants all, or more than one range, which nobody
 * has to answer; 'outside' where the file has nothing there.
 */
function rangeOf(header: string | null | undefined, size: number): Range | 'outside' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [first, last] = [match[1] ?? '', match[2] ?? '']
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  return from < to ? { from, to } : 'outside'
}

/** Pieces as the body of an answer: the next one is read when the last has gone out. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * The answer that carries an image. Its address names its content, so it never changes: browsers keep
 * it for good. They must take it for the image it was checked to be, and run nothing if it is opened by itself.
 * @param request answers 304 where the browser says that it has it, and a range of bytes where it asks for one.
 * @param scope 'public' lets shared caches keep it too: only where anybody who has the address may have it.
 */
export function assetResponse(asset: AssetView, request?: Request, scope: 'private' | 'public' = 'private'): Response {
  const etag = `"${asset.sha256}"`
  const headers: Record<string, string> = {
    ETag: etag,
    'Cache-Control': `${scope}, max-age=31536000, immutable`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Disposition': 'inline',
    'Accept-Ranges': 'bytes',
  }
  const known =
    request?.headers
      .get('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers })
  const asked = rangeOf(request?.headers.get('range'), asset.size)
  if (asked === 'outside') {
    headers['Content-Range'] = `bytes */${asset.size}`
    return new Response('The file has no such part.\n', { status: 416, headers })
  }
  const { from, to } = asked ?? { from: 0, to: asset.size }
  headers['Content-Type'] = asset.mime
  headers['Content-Length'] = String(to - from)
  if (asked) headers['Content-Range'] = `bytes ${from}-${to - 1}/${asset.size}`
  return new Response(streamOf(asset.read({ from, to })), { status: asked ? 206 : 200, headers })
}
