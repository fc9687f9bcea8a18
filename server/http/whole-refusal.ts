import { type IncomingMessage, get } from 'node:http'

/** A search engine gets its pages whole, with the title in the head. */
const READER = 'Mozilla/5.0 (compatible; Colloquium; as Bingbot)'
const NONCE = /'nonce-([^']+)'/
const MARK = 'nonce-of-the-response'

/** The address of the app's own page for a refusal, or null where it has none. */
export const refusalPath = (status: number) => ([401, 403, 404].includes(status) ? `/refused/${status}` : null)

function fetchPage(request: IncomingMessage, path: string): Promise<{ html: string; policy: string } | null> {
  const { localAddress, localPort } = request.socket
  const headers = { host: request.headers.host ?? 'localhost', accept: 'text/html', 'user-agent': READER }
  return new Promise((resolve) => {
    get({ host: localAddress, port: localPort, path, headers, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', () => resolve(null))
      response.on('end', () => {
        const policy = String(response.headers['content-security-policy'])
        resolve(response.statusCode === 200 ? { html: Buffer.concat(chunks).toString('utf8'), policy } : null)
      })
    })
      .on('timeout', function (this: { destroy(): void }) {
        this.destroy()
      })
      .on('error', () => resolve(null))
  })
}

/**
 * The pages that say why something was refused, rendered whole by the app itself, asked for over the
 * server's own port. They are the same for everybody, so each is rendered once; only its nonce changes.
 * @param options.keep false in development, where pages change with the code.
 */
export function wholeRefusals(options: { keep: boolean }) {
  const kept = new Map<number, string>()
  return async (request: IncomingMessage, status: number, policy: string): Promise<string | null> => {
    const path = refusalPath(status)
    const nonce = NONCE.exec(policy)?.[1]
    if (path === null || nonce === undefined) return null
    let template = kept.get(status)
    if (template === undefined) {
      const page = await fetchPage(request, path)
      const own = page && NONCE.exec(page.policy)?.[1]
      if (!page || !own) return null
      template = page.html.replaceAll(own, MARK)
      if (options.keep) kept.set(status, template)
    }
    return template.replaceAll(MARK, nonce)
  }
}
