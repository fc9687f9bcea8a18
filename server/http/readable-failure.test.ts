import { type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { makeFailuresReadable, readableFailure } from './readable-failure.ts'

const shell =
  '<!DOCTYPE html><html id="__next_error__"><head><meta charSet="utf-8"/></head><body><script src="/x.js"></script></body></html>'

async function ask(
  listener: RequestListener,
  findWhole?: (status: number) => Promise<string | null>,
  findUnavailable?: () => string | null,
): Promise<Response> {
  const server = createServer((request, response) => {
    makeFailuresReadable(response, findWhole, findUnavailable)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return new Response(await response.text(), response)
  } finally {
    server.close()
  }
}

describe('the page of a refusal', () => {
  it('tells a reader without JavaScript that there is nothing here', async () => {
    const response = await ask((_request, reply) => {
      reply.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      reply.flushHeaders()
      reply.write(shell.slice(0, 40))
      reply.end(shell.slice(40))
    })
    const html = await response.text()
    expect(response.status).toBe(404)
    expect(html).toContain('<html lang="en"')
    expect(html).toMatch(/<noscript><main id="main".*There is nothing here that you can see/)
    expect(html).toContain('<script src="/x.js">')
  })

  it('says with status 503 what was unavailable, and offers another try, where that is why it failed', async () => {
    const fail: RequestListener = (_request, reply) => {
      reply.writeHead(500, { 'content-type': 'text/html; charset=utf-8' })
      reply.end(shell)
    }
    const response = await ask(fail, undefined, () => 'Colloquium is <busy>; try again in a moment.')
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    const html = await response.text()
    expect(html).toContain('>Colloquium is &#60;busy&#62;; try again in a moment.</h1><p><a href="">Try again</a></p>')
    expect((await ask(fail, undefined, () => null)).status).toBe(500)
  })

  it('is the app’s own page where there is one, and the plain words where that fails', async () => {
    const refuse: RequestListener = (_request, reply) => {
      reply.setHeader('content-type', 'text/html')
      reply.statusCode = 404
      reply.end(shell)
    }
    const whole = await ask(refuse, async (status) => `<html lang="en"><h1>${status}, whole</h1></html>`)
    expect([whole.status, await whole.text()]).toEqual([404, '<html lang="en"><h1>404, whole</h1></html>'])
    const plain = await ask(refuse, () => Promise.reject(new Error('no page')))
    expect(await plain.text()).toContain('<noscript>')
  })

  it('leaves pages that carry their own words as they are', async () => {
    expect(readableFailure('<html lang="en"><body><h1>Not found</h1></body></html>', 404)).not.toContain('noscript')
    const response = await ask((_request, reply) => {
      reply.setHeader('content-type', 'text/html')
      reply.write('<html id="__next_error__"><head></head>')
      reply.end('<body>well</body>')
    })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<html id="__next_error__"><head></head><body>well</body>')
  })
})
