import { type IncomingMessage, type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server on this machine for tests; `seen` are the requests that reached it. */
export async function startServer(answer: RequestListener) {
  const seen: Pick<IncomingMessage, 'url' | 'headers'>[] = []
  const server = createServer((request, reply) => {
    seen.push({ url: request.url, headers: request.headers })
    answer(request, reply)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port, base: `http://127.0.0.1:${port}`, seen, close }
}
