/**
 * The answer that carries the compiled text of an authored experiment. Its address names its content, so
 * it never changes. It is text, never a script: only the sealed frame makes a program of it.
 */
export function codeResponse({ compiled, codeVersion }: { compiled: string; codeVersion: string }, request: Request) {
  const etag = `"${codeVersion}"`
  const headers = {
    ETag: etag,
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex',
  }
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers })
  return new Response(compiled, { headers })
}
