import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createUpgradeListener, upgradeNotReady } from './upgrade.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** The answer's status, or the address that the notes were asked for. */
async function ask(headers: Record<string, string>, path = '/collab', trustedProxies = 0): Promise<number | string> {
  let address = ''
  const notes = {
    handleUpgrade: (_request: unknown, socket: { end(text: string): void }, _head: unknown, from: string) => {
      address = from
      socket.end('HTTP/1.1 418 Teapot\r\nConnection: close\r\n\r\n')
    },
  }
  server = createServer()
  const listener = createUpgradeListener({ dev: false, appUrl: 'https://papers.example.org', trustedProxies, notes })
  server.on('upgrade', path === '/starting' ? upgradeNotReady : listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ws = new WebSocket(`ws://127.0.0.1:${port}${path === '/starting' ? '/collab' : path}`, { headers })
  ws.on('error', () => undefined)
  const [, answer] = (await once(ws, 'unexpected-response')) as [unknown, { statusCode: number }]
  return address || answer.statusCode
}

describe('a socket', () => {
  it('from a page of ours reaches the notes, with the address it is counted by', async () => {
    const origin = 'https://papers.example.org'
    expect(await ask({ origin, cookie: 'a=b' })).toBe('127.0.0.1')
    expect(await ask({ origin, cookie: 'a=b', 'x-forwarded-for': '198.51.100.7' }, '/collab?x', 1)).toBe('198.51.100.7')
  })

  it('that another site opens with the cookies of ours is refused', async () => {
    expect(await ask({ origin: 'https://evil.example.org', cookie: 'a=b' })).toBe(403)
    expect(await ask({ cookie: 'a=b' })).toBe(403)
  })

  it('on any other path leads nowhere', async () => {
    expect(await ask({ origin: 'https://papers.example.org' }, '/collab/x')).toBe(404)
  })

  it('is asked to come back while the program is starting', async () => {
    expect(await ask({}, '/starting')).toBe(503)
  })
})
