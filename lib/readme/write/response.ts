import type { Exported } from './queries.ts'

/** The answer that carries an exported list; 304 without a body where the one who asks has these bytes. */
export function exportResponse({ bytes, etag, filename }: Exported, request: Request): Response {
  const headers: Record<string, string> = {
    ETag: `"${etag}"`,
    'Cache-Control': 'private, no-cache',
    'X-Content-Type-Options': 'nosniff',
    'Content-Disposition': `attachment; filename="${filename}"`,
  }
  // A weak tag is no promise of the same bytes, but If-None-Match compares weakly.
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(`"${etag}"`) || known.includes('*')) return new Response(null, { status: 304, headers })
  headers['Content-Type'] = 'text/markdown; charset=utf-8'
  headers['Content-Length'] = String(bytes.length)
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers })
}
