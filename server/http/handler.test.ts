import { type IncomingMessage, type Server, createServer, request as httpRequest } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHandler } from './handler.ts'

let server: Server
let base: string
let seen: IncomingMessage['headers']
let isAway: boolean

beforeEach(async () => {
  isAway = false
  const pages = async (request: IncomingMessage, response: import('node:http').ServerResponse) => {
    seen = request.headers
    let size = 0
    for await (const chunk of request) size += (chunk as Buffer).length
    if (request.url === '/picture') response.setHeader('Content-Security-Policy', 'sandbox')
    if (request.url?.includes('missing')) response.statusCode = 404
    response.end(String(size))
  }
  const options = {
    dev: false,
    appUrl: 'https://read.example.org',
    settings: { TRUSTED_PROXIES: 0 },
    pageCache: null,
    isAway: () => isAway,
    pages,
  }
  server = createServer(createHandler(options)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Sends a body in chunks, without saying how long it is. */
function sendChunked(path: string, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${base}${path}`, { method: 'POST' }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    const chunk = Buffer.alloc(64 * 1024)
    for (let sent = 0; sent < bytes; sent += chunk.length) request.write(chunk)
    request.end()
  })
}

describe('the way to a page', () => {
  it('ends in a sentence while the database is being started again, but for health and what needs none', async () => {
    isAway = true
    const answer = await fetch(`${base}/l/papers`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await answer.text()).toBe('The database is being started again; nothing is lost. Try again in a moment.\n')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await fetch(`${base}/l/papers`, { method: 'POST', body: 'x' })).status).toBe(503)
    for (const path of ['/api/health/ready', '/_next/static/a.js']) expect((await fetch(base + path)).status).toBe(200)
    isAway = false
    expect((await fetch(`${base}/l/papers`)).status).toBe(200)
  })

  it('gives every request an id and a policy of its own, and trusts none that a client sends', async () => {
    const headers = {
      'x-request-id': 'mine',
      'x-client-address': '6.6.6.6',
      'content-security-policy': "script-src 'nonce-x'",
    }
    const answer = await fetch(base, {
      headers: { ...headers, 'x-forwarded-for': '6.6.6.6', 'x-forwarded-host': 'evil' },
    })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(seen['x-request-id']).toBe(answer.headers.get('x-request-id'))
    expect(seen['x-client-address']).toBe('127.0.0.1')
    expect(seen['x-forwarded-for']).toBe('127.0.0.1')
    expect(seen['x-forwarded-host']).toBeUndefined()
    expect(seen['content-security-policy']).toBe(answer.headers.get('content-security-policy'))
    expect(seen['content-security-policy']).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}';/)
    expect(answer.headers.get('strict-transport-security')).toBeTruthy()
    const second = await fetch(base)
    expect(second.headers.get('content-security-policy')).not.toBe(answer.headers.get('content-security-policy'))
  })

  it('leaves a stricter policy as it is', async () => {
    expect((await fetch(`${base}/picture`)).headers.get('content-security-policy')).toBe('sandbox')
  })

  it('gives a compiled file its own policy and a long life, and the page that misses one neither', async () => {
    const name = `${'0'.repeat(64)}.html`
    const found = await fetch(`${base}/lab/frame.${name}`)
    expect(found.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*sandbox allow-scripts$/)
    expect(found.headers.get('cache-control')).toContain('immutable')
    const missing = await fetch(`${base}/lab/frame.${name}?missing`)
    expect(missing.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(missing.headers.get('cache-control')).toBeNull()
  })

  it('is closed to changes from other sites', async () => {
    const answer = await fetch(base, {
      method: 'POST',
      body: 'x',
      headers: { origin: 'https://evil.example', cookie: 'a=b' },
    })
    expect(answer.status).toBe(403)
  })

  it("tells Next the host that a person sees, so that its own check of a form's origin agrees", async () => {
    const answer = await fetch(base, { method: 'POST', body: 'x', headers: { origin: 'https://read.example.org' } })
    expect(answer.status).toBe(200)
    expect(seen['x-forwarded-host']).toBe('read.example.org')
    expect(seen['x-forwarded-proto']).toBe('https')
  })

  it('takes a README of 2 MB, but not in an interface, and nothing enormous', async () => {
    const body = Buffer.alloc(2 * 1024 * 1024)
    expect(await (await fetch(`${base}/l/x`, { method: 'POST', body })).text()).toBe(String(body.length))
    expect((await fetch(`${base}/api/x`, { method: 'POST', body })).status).toBe(413)
    expect(await sendChunked('/api/x', 100_000)).toBe(200)
    expect(await sendChunked('/api/x', 2 * 1024 * 1024)).toBe(413)
    const enormous = await fetch(`${base}/l/x`, { method: 'POST', body: Buffer.alloc(26 * 1024 * 1024) })
    expect(enormous.status).toBe(413)
  })
})
