import type { AssetView } from './queries.ts'

/**
 * The answer that carries an image. Its address names its content, so it never changes: browsers keep
 * it for good. They must take it for the image it was checked to be, and run nothing if it is opened by itself.
 * @param request answers 304 where the browser says that it has it.
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
  }
  const known =
    request?.headers
      .get('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers })
  headers['Content-Type'] = asset.mime
  headers['Content-Length'] = String(asset.bytes.length)
  return new Response(new Uint8Array(asset.bytes), { headers })
}
