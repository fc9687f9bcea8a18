import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { wholeRefusals } from './whole-refusal.ts'

describe('the page that says why something was refused', () => {
  it('is rendered once, and carries the nonce of each reader’s own answer', async () => {
    const find = wholeRefusals({ keep: true })
    let rendered = 0
    const server = createServer((request, response) => {
      if (request.url === '/refused/404') {
        rendered++
        response.setHeader('Content-Security-Policy', "script-src 'nonce-inner'")
        response.end('<script nonce="inner"></script>')
        return
      }
      const policy = `script-src 'nonce-${request.url?.slice(1)}'`
      void find(request, 404, policy).then((page) => response.end(page ?? 'none'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}/${path}`)).text()
    try {
      expect(await ask('first')).toBe('<script nonce="first"></script>')
      expect(await ask('second')).toBe('<script nonce="second"></script>')
      expect(rendered).toBe(1)
    } finally {
      server.close()
    }
  })

  it('is not there for what is no refusal', async () => {
    const find = wholeRefusals({ keep: true })
    expect(await find({ socket: {}, headers: {} } as never, 500, "script-src 'nonce-x'")).toBeNull()
  })
})
