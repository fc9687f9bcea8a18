import { type IncomingMessage, type Server, createServer, request as httpRequest } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppErrorCode } from '#lib/errors.ts'
import { type HandlerOptions, createHandler } from './handler.ts'

let server: Server
let base: string
let seen: IncomingMessage['headers']
/** How many requests came through to the pages, and how many of shares at once at most. */
let reached: number
let most: number
let hold: Promise<void>
let asked: unknown[]
let refusesRight: AppErrorCode | null
let isAway: boolean
let options: HandlerOptions

beforeEach(async () => {
  isAway = false
  reached = 0
  most = 0
  let atOnce = 0
  hold = Promise.resolve()
  asked = []
  refusesRight = null
  const pages = async (request: IncomingMessage, response: import('node:http').ServerResponse) => {
    seen = request.headers
    reached += 1
    if (request.url?.startsWith('/s/')) {
      most = Math.max(most, ++atOnce)
      await hold
      atOnce -= 1
    }
    let size = 0
    for await (const chunk of request) size += (chunk as Buffer).length
    if (request.url === '/picture') response.setHeader('Content-Security-Policy', 'sandbox')
    if (request.url?.includes('missing')) response.statusCode = 404
    response.end(String(size))
  }
  options = {
    dev: false,
    appUrl: 'https://read.example.org',
    settings: { TRUSTED_PROXIES: 0 },
    pageCache: null,
    isAway: () => isAway,
    pages,
    askRight: async (_request: IncomingMessage, larger: unknown) => {
      asked.push(larger)
      return refusesRight
    },
    renders: { atOnce: 2, perClient: 1, waiting: 10, waitingPerClient: 2 },
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

  it('takes small bodies from anybody, whole, also where they do not say how long they are', async () => {
    const body = Buffer.alloc(900_000)
    expect(await (await fetch(`${base}/l/x`, { method: 'POST', body })).text()).toBe(String(body.length))
    expect(await sendChunked('/l/x', 900_000)).toBe(200)
    expect(await sendChunked('/l/x/import', 900_000)).toBe(200)
    expect(await sendChunked('/api/x', 60_000)).toBe(200)
  })
})

describe('a large body', () => {
  const MB = 1024 * 1024
  const send = (path: string, bytes: number) => fetch(`${base}${path}`, { method: 'POST', body: Buffer.alloc(bytes) })

  it('is refused on pages that take none, and in interfaces, before it is read', async () => {
    for (const path of ['/l/x', '/', '/s/TOKEN', '/l/x/settings', '/sign-in']) {
      const answer = await send(path, 2 * MB)
      expect([answer.status, await answer.text()], path).toEqual([413, 'This is too large: at most 1 MB.\n'])
      expect(await sendChunked(path, 2 * MB), path).toBe(413)
    }
    expect((await send('/api/auth/callback', 100_000)).status).toBe(413)
    expect(await sendChunked('/api/x', 2 * MB)).toBe(413)
    expect(asked).toEqual([])
    expect(reached).toBe(0)
  })

  it('is read from people who have the right that the page is for', async () => {
    const operations = {
      '/l/my%20list/import': 'list.import',
      '/l/my%20list/import/draft': 'list.import',
      '/l/my%20list/p/a/note': 'note.edit',
      '/l/my%20list/p/a': 'run.save',
      '/l/my%20list/experiments/new/edit': 'experiment.write',
    }
    for (const [path, operation] of Object.entries(operations)) {
      expect(await (await send(path, 2 * MB)).text(), path).toBe(String(2 * MB))
      expect(asked.pop()).toMatchObject({ list: 'my list', operation })
    }
    expect(await sendChunked('/l/x/import', 5 * MB)).toBe(200)
    const headers = { 'content-length': 26 * MB }
    const enormous = httpRequest(`${base}/l/x/import`, { method: 'POST', headers })
    enormous.flushHeaders()
    const [answer] = (await once(enormous, 'response')) as [IncomingMessage]
    expect(answer.statusCode).toBe(413)
    enormous.destroy()
  })

  it.each([
    ['unauthenticated', 401, 'Sign in first'],
    ['forbidden', 403, 'Your role in this list'],
    ['not_found', 404, 'This list does not exist'],
    ['unavailable', 503, 'cannot be asked'],
  ] as const)('is not read from people who have not: %s', async (code, status, words) => {
    refusesRight = code
    const answer = await send('/l/x/import', 2 * MB)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(words)
    expect(await sendChunked('/l/x/import', 2 * MB)).toBe(status)
    expect(await (await send('/l/x/import', MB - 1)).text()).toBe(String(MB - 1))
    expect(reached).toBe(1)
  })

  it('that stops on its way is given up', async () => {
    const impatient = createServer(createHandler({ ...options, longestPause: 20 })).listen(0, '127.0.0.1')
    await once(impatient, 'listening')
    const { port } = impatient.address() as AddressInfo
    const headers = { 'content-length': 1000 }
    const request = httpRequest({ host: '127.0.0.1', port, path: '/l/x', method: 'POST', headers })
    request.write('x')
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    expect(answer.statusCode).toBe(400)
    request.destroy()
    impatient.close()
  })
})

describe('a form of 60,000 fields', () => {
  const part = (n: number) => `--x\r\nContent-Disposition: form-data; name="f${n}"\r\n\r\nx\r\n`
  const body = `${Array.from({ length: 60_000 }, (_, n) => part(n)).join('')}--x--\r\n`
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }

  it('is refused before anything decodes it, whoever sends it', async () => {
    const answer = await fetch(`${base}/l/x/import`, { method: 'POST', body, headers })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('at most 2,100')
    expect(reached).toBe(0)
  })

  it('of pairs is refused too, and arguments without end', async () => {
    const pairs = new URLSearchParams(Array.from({ length: 2000 }, (_, n) => [`f${n}`, 'x']))
    expect((await fetch(`${base}/api/auth/signin`, { method: 'POST', body: pairs })).status).toBe(413)
    const nested = await fetch(`${base}/l/x`, { method: 'POST', body: '['.repeat(100_000) })
    expect([nested.status, await nested.text()]).toEqual([400, 'What was sent is nested too deeply to be read.\n'])
    expect(reached).toBe(0)
  })

  it('answers each in its own kind: a result to an action, a page to a person, text to a program', async () => {
    const ask = async (kind: Record<string, string>) => {
      const answer = await fetch(`${base}/l/x`, { method: 'POST', body: '['.repeat(1000), headers: kind })
      return { type: answer.headers.get('content-type'), text: await answer.text() }
    }
    const action = await ask({ 'next-action': '00', accept: 'text/x-component' })
    expect(action.type).toBe('text/x-component')
    expect(JSON.parse(action.text.replace(/^0:/, ''))).toEqual({
      a: { ok: false, code: 'invalid', message: 'What was sent is nested too deeply to be read.', fields: {} },
    })
    const page = await ask({ accept: 'text/html' })
    expect(page.type).toContain('text/html')
    expect(page.text).toContain('<h1 style="font-size:1.75rem;line-height:1.25">What was sent is nested too deeply')
    expect((await ask({ accept: '*/*' })).type).toContain('text/plain')
  })
})

describe('an address that means nothing', () => {
  it('is answered with a sentence, before anything else looks at it', async () => {
    for (const path of ['/%00', '/l/%E0%A4%A', '/l/x?q=%00', '/s/%ZZ']) {
      const answer = await fetch(`${base}${path}`)
      expect([answer.status, await answer.text()], path).toEqual([
        400,
        'This address cannot be read: part of it is broken.\n',
      ])
    }
    expect((await fetch(`${base}/_next/image?url=%2Fs%2FT%2Fassets%2Fa&w=640&q=75`)).status).toBe(404)
    expect(reached).toBe(0)
  })
})

describe('pages that anybody may have rendered', () => {
  it('are rendered a few at a time for one client, and refused with a sentence where too many wait', async () => {
    let letGo = () => undefined as void
    hold = new Promise((resolve) => (letGo = () => resolve()))
    const many = Array.from({ length: 6 }, (_, n) => fetch(`${base}/s/TOKEN?q=${n}`))
    const refused = await Promise.race(
      many.map(async (one) => ((await one).status === 429 ? one : new Promise<never>(() => undefined))),
    )
    expect(await refused.text()).toBe('Too much is asked for at this moment. Try again in a minute.\n')
    // Somebody else's page, which is none of these, does not wait.
    expect((await fetch(`${base}/l/x`)).status).toBe(200)
    letGo()
    const statuses = await Promise.all(many.map(async (one) => (await one).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(3)
    expect(most).toBe(1)
  })
})
