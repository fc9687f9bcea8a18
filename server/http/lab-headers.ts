import type { ServerResponse } from 'node:http'

const FRAME = /^\/lab\/frame\.([0-9a-f]{64})\.html$/
const HASHED = /^\/lab(?:-types)?\/[\w-]+\.[0-9a-f]{16,64}\.(js|js\.map|html)$/

/**
 * The policy of the sealed frame in which an author's code runs: its one script, known by the hash that
 * is its name (scripts/build-experiments.ts), a worker from a data: address, code that the worker makes
 * itself (blob:), WebAssembly; no network of any kind. A worker from data: inherits it. The frame has no
 * origin even where it is opened on its own. Any site may be above it, since embedded pages are shown anywhere.
 */
function framePolicy(scriptHash: string): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${Buffer.from(scriptHash, 'hex').toString('base64')}' blob: 'wasm-unsafe-eval'`,
    'worker-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors *',
    'sandbox allow-scripts',
  ].join('; ')
}

/** The headers of what scripts/build-experiments.ts and scripts/build-editor-types.ts made, for which pages' own would be wrong; none for other paths. */
export function labHeaders(path: string): [string, string][] {
  const headers: [string, string][] = []
  if (HASHED.test(path)) headers.push(['Cache-Control', 'public, max-age=31536000, immutable'])
  const hash = FRAME.exec(path)?.[1]
  if (hash !== undefined) headers.push(['Content-Security-Policy', framePolicy(hash)])
  return headers
}

/** Sets them once the file turns out to be there: the page that says otherwise keeps a page's own. */
export function addLabHeaders(response: ServerResponse, path: string): void {
  const headers = labHeaders(path)
  if (headers.length === 0) return
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (status < 400) for (const [name, value] of headers) response.setHeader(name, value)
    return writeHead(status, ...rest)
  }) as typeof response.writeHead
}
