import type { RequestListener } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FetchOptions, fetchGuarded } from './fetch-guarded.ts'
import { startServer } from './local-server.fixture.ts'

const text = { 'content-type': 'text/plain; charset=utf-8' }
const bomb = gzipSync(Buffer.alloc(20_000_000))

/** Everything that a server can do wrong, and two or three things that it can do right. */
const PAGES: Record<string, RequestListener> = {
  '/list.md': (request, reply) => {
    const isKnown = request.headers['if-none-match'] === '"v1"'
    reply.writeHead(isKnown ? 304 : 200, { ...text, etag: '"v1"' }).end(isKnown ? '' : '# Papers')
  },
  '/gzip': (_, reply) => reply.writeHead(200, { ...text, 'content-encoding': 'gzip' }).end(gzipSync('# Papers')),
  '/brotli': (_, reply) =>
    reply.writeHead(200, { ...text, 'content-encoding': 'br' }).end(brotliCompressSync('# Papers')),
  '/no-type': (_, reply) => reply.writeHead(200).end('# Papers'),
  '/long-etag': (_, reply) => reply.writeHead(200, { ...text, etag: `"${'x'.repeat(2000)}"` }).end('# Papers'),
  '/moved': (_, reply) => reply.writeHead(301, { location: './list.md' }).end(),
  '/moved-endlessly': (_, reply) => {
    reply.writeHead(302, { location: '/list.md' }).write('x')
  },
  '/loop': (_, reply) => reply.writeHead(302, { location: '/loop' }).end(),
  '/to-metadata': (_, reply) => reply.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/to-private-name': (_, reply) => reply.writeHead(302, { location: 'http://inside.example:80/' }).end(),
  '/to-file': (_, reply) => reply.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-user': (_, reply) => reply.writeHead(302, { location: 'http://me:secret@list.example/' }).end(),
  '/endless': (_, reply) => {
    reply.writeHead(200, text)
    const pour = () => {
      while (!reply.destroyed && reply.write('x'.repeat(10_000)));
    }
    reply.on('drain', pour)
    pour()
  },
  '/drip': (_, reply) => {
    reply.writeHead(200, text)
    const timer = setInterval(() => reply.write('x'), 20)
    reply.on('close', () => clearInterval(timer))
  },
  '/silence': () => {},
  '/huge': (_, reply) => {
    reply.writeHead(200, { ...text, 'content-length': '99999999999' }).write('x')
  },
  '/bomb': (_, reply) => reply.writeHead(200, { ...text, 'content-encoding': 'gzip' }).end(bomb),
  '/bomb-in-a-bomb': (_, reply) =>
    reply.writeHead(200, { ...text, 'content-encoding': 'gzip, gzip' }).end(gzipSync(bomb)),
  '/damaged': (_, reply) => reply.writeHead(200, { ...text, 'content-encoding': 'gzip' }).end('not gzip at all'),
  '/cut': (_, reply) => {
    reply.writeHead(200, { ...text, 'content-length': '100' }).write('half')
    setTimeout(() => reply.destroy(), 20)
  },
  '/page': (_, reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Papers</h1>'),
  '/film': (_, reply) => reply.writeHead(200, { 'content-type': 'video/mp4' }).end('x'),
  '/unasked-304': (_, reply) => reply.writeHead(304).end(),
  '/gone': (_, reply) => reply.writeHead(404).end(),
  '/broken': (_, reply) => reply.writeHead(500).end(),
  '/limited': (_, reply) => reply.writeHead(403, { 'x-ratelimit-remaining': '0' }).end(),
}

let server: Awaited<ReturnType<typeof startServer>>
let other: typeof server
beforeAll(async () => {
  other = await startServer((_, reply) => reply.writeHead(200, text).end('elsewhere'))
  server = await startServer((request, reply) => {
    if (request.url === '/to-other') return reply.writeHead(307, { location: `${other.base}/` }).end()
    return PAGES[request.url ?? '']?.(request, reply)
  })
})
afterAll(() => Promise.all([server.close(), other.close()]))

const limits = { maxBytes: 1_000_000, accept: ['text'], timeoutMs: 5000, allowLoopback: true } satisfies FetchOptions
const get = (path: string, options: Partial<FetchOptions> = {}) =>
  fetchGuarded(`${server.base}${path}`, { ...limits, ...options })
const resolveTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
const read = async (path: string) => {
  const reply = await get(path)
  return reply.status === 'ok' ? Buffer.from(reply.bytes).toString() : reply.status
}

describe('what a well-behaved server gives out', () => {
  it('is fetched, unpacked, and followed where it moved', async () => {
    expect(await get('/list.md')).toMatchObject({ status: 'ok', etag: '"v1"', finalUrl: `${server.base}/list.md` })
    for (const path of ['/list.md', '/gzip', '/brotli', '/no-type', '/moved', '/moved-endlessly']) {
      expect(await read(path)).toBe('# Papers')
    }
  })

  it('is not sent again while it stays the same', async () => {
    expect(await get('/list.md', { etag: '"v1"' })).toEqual({ status: 'unchanged' })
    expect(await get('/list.md', { etag: '"v0"' })).toMatchObject({ status: 'ok' })
  })

  it('is fetched anew where its etag is too long to keep', async () => {
    expect(await get('/long-etag')).toMatchObject({ status: 'ok', etag: null })
  })

  it('is reached by name at the very address that the name was found to have', async () => {
    const names: string[] = []
    const resolve = async (name: string) => {
      names.push(name)
      return resolveTo(names.length === 1 ? '127.0.0.1' : '10.0.0.1')()
    }
    const reply = await fetchGuarded(`http://list.example:${server.port}/list.md`, { ...limits, resolve })
    expect(reply.status).toBe('ok')
    expect(names).toEqual(['list.example'])
  })

  it('keeps what is meant for one server from the next', async () => {
    const headers = { authorization: 'Bearer secret' }
    expect(await get('/to-other', { headers })).toMatchObject({ status: 'ok' })
    expect(server.seen.at(-1)?.headers.authorization).toBe('Bearer secret')
    expect(other.seen.at(-1)?.headers.authorization).toBeUndefined()
  })
})

describe('nothing is asked of', () => {
  const HOSTS = ['127.0.0.1', '0x7f.1', '2130706433', '017700000001', '127.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']
  it.each([...HOSTS, '10.0.0.1', '169.254.169.254', '192.168.0.1', '100.64.0.1', '[fd00::1]', '[64:ff9b::7f00:1]'])(
    'http://%s/',
    async (host) => {
      const before = server.seen.length
      const call = fetchGuarded(`http://${host}/`, { ...limits, allowLoopback: false })
      await expect(call).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/public internet/) })
      expect(server.seen.length).toBe(before)
    },
  )

  it.each(['ftp://example.org/', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:1', 'example.org', '//x', ''])(
    'what is no address of the web: “%s”',
    async (address) => {
      await expect(fetchGuarded(address, limits)).rejects.toMatchObject({ code: 'invalid' })
    },
  )

  it('an address with a user name or a password', async () => {
    for (const user of ['me@', 'me:secret@', ':secret@']) {
      const call = fetchGuarded(`http://${user}127.0.0.1:${server.port}/list.md`, limits)
      await expect(call).rejects.toThrow(/user name or a password/)
    }
  })

  it('a port that is not the web’s', async () => {
    const call = fetchGuarded('http://example.org:22/', { ...limits, allowLoopback: false })
    await expect(call).rejects.toThrow(/80 and 443/)
  })

  it('this machine, unless told to: neither by number nor by name', async () => {
    const { port } = server
    const resolve = resolveTo('127.0.0.1')
    for (const address of [`http://127.0.0.1/`, 'http://localhost/', 'http://list.example/']) {
      const call = fetchGuarded(address, { ...limits, allowLoopback: false, resolve })
      await expect(call).rejects.toThrow(/not a server on the public internet/)
    }
    const byDefault = { maxBytes: 1000, accept: ['text'], timeoutMs: 1000 } satisfies FetchOptions
    await expect(fetchGuarded(`http://127.0.0.1:${port}/list.md`, byDefault)).rejects.toMatchObject({ code: 'invalid' })
  })

  it.each([
    ['10.0.0.7'],
    ['169.254.169.254'],
    ['fd00::7'],
    ['::ffff:127.0.0.1'],
    // One public address among them does not make the others so.
    ['8.8.8.8', '10.0.0.7'],
    ['2606:50c0:8000::154', '::1'],
    [],
  ])('a name that leads to %s %s, and the sentence does not say where', async (...addresses) => {
    const call = fetchGuarded('http://list.example/', {
      ...limits,
      resolve: resolveTo(...addresses),
      allowLoopback: false,
    })
    const error: unknown = await call.catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringMatching(/^list\.example is not a server/) })
    for (const address of addresses) expect(String(error)).not.toContain(address)
  })

  it('a name that does not exist, in the same words', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }))
    await expect(fetchGuarded('http://list.example/', { ...limits, resolve })).rejects.toThrow(
      'list.example is not a server on the public internet. Nothing is fetched from elsewhere.',
    )
  })
})

describe('a redirect is not followed', () => {
  it.each(['/to-metadata', '/to-file', '/to-user'])('where it leads out of what is allowed: %s', async (path) => {
    const error: unknown = await get(path).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'invalid' })
    expect(String(error)).not.toMatch(/169\.254|passwd|secret/)
  })

  it('to a name that leads inside', async () => {
    const resolve = resolveTo('192.168.0.9')
    const error: unknown = await get('/to-private-name', { resolve }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringMatching(/public internet/) })
    expect(String(error)).not.toContain('192.168')
  })

  it('more than five times', async () => {
    const before = server.seen.length
    await expect(get('/loop')).rejects.toThrow(/redirects more than 5 times/)
    expect(server.seen.length - before).toBe(6)
  })
})

describe('a reply is given up', () => {
  it.each(['/endless', '/huge', '/bomb'])('as soon as it is too large: %s', async (path) => {
    const before = process.memoryUsage().arrayBuffers
    await expect(get(path)).rejects.toMatchObject({ code: 'too_large', message: expect.stringMatching(/976 kB/) })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000)
  })

  it.each(['/drip', '/silence'])('when it takes too long: %s', async (path) => {
    const given = get(path, { timeoutMs: 300 })
    await expect(given).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('0.3 seconds') })
  })

  it('when its name takes too long to look up', async () => {
    const options = { ...limits, timeoutMs: 200, resolve: () => new Promise<never>(() => {}) }
    await expect(fetchGuarded('http://list.example/', options)).rejects.toThrow(/longer than 0\.2 seconds/)
  })

  it('when whoever asked does not want it any more', async () => {
    const stop = new AbortController()
    const call = get('/drip', { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('cancelled')), 50)
    await expect(call).rejects.toThrow('cancelled')
  })

  it.each([
    ['/page', /web page/],
    ['/film', /not of a kind/],
    ['/bomb-in-a-bomb', /compressed in a way/],
    ['/damaged', /damaged/],
    ['/unasked-304', /304/],
    ['/gone', /nothing at this address/],
  ])('where it is not what was asked for: %s', async (path, sentence) => {
    await expect(get(path)).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(sentence) })
  })

  it('in words that say whose fault it is', async () => {
    await expect(get('/broken')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(get('/cut')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(get('/limited')).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(fetchGuarded('http://127.0.0.1:1/', limits)).rejects.toThrow('127.0.0.1:1 did not answer.')
  })
})
