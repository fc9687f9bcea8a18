import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCatalogue } from '#lib/experiments/catalogue.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { createHandler } from '../http/handler.ts'
import { type PageCache, createPageCache } from './page-cache.ts'

const address = `/s/${'t'.repeat(43)}`
let cache: PageCache
let server: Server
let base: string
let listId: string
let renders: number
let latest: ServerResponse
/** Under which addresses pages were rendered. */
let urls: string[]
/** What somebody managed to put into the page, and how many bytes more it has. */
let planted: string
let padding: number
let seen: IncomingMessage['headers']
let share: { listId: string; isOfPaper: boolean; expiresAt: Date | null; isCacheable: boolean } | null
let beforeShare: () => Promise<void>
let duringRender: () => Promise<void>

/** Stands for Next: a page that shows the list's title, with the nonce of its request. */
async function pages(request: IncomingMessage, response: ServerResponse): Promise<void> {
  renders += 1
  seen = request.headers
  latest = response
  const list = await prisma().list.findUnique({ where: { id: listId }, select: { title: true } })
  await duringRender()
  const nonce = /'nonce-([^']+)'/.exec(String(request.headers['content-security-policy']))?.[1] ?? ''
  response.statusCode = list ? 200 : 404
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader(
    'Link',
    `</a.woff2>; rel=preload; nonce="${nonce}"; type="font/woff2", </b.css>; rel=preload; nonce="${nonce}"`,
  )
  urls.push(request.url ?? '')
  response.write(`<h1>${list?.title}</h1>${planted}`)
  response.write(' '.repeat(padding))
  response.end(`<script nonce="${nonce}">hydrate("∑")</script>`)
}

const get = (headers: Record<string, string> = {}, path = address) => fetch(`${base}${path}`, { headers })
const title = async () => /<h1>(.*?)<\/h1>/.exec(await (await get()).text())?.[1]
const rename = (to: string) => prisma().list.update({ where: { id: listId }, data: { title: to } })

beforeEach(async () => {
  listId = (await buildList({ title: 'First' })).id
  share = { listId, isOfPaper: false, expiresAt: null, isCacheable: true }
  renders = 0
  urls = []
  planted = ''
  padding = 0
  beforeShare = async () => undefined
  duringRender = async () => undefined
  const databaseUrl = process.env.DATABASE_URL ?? ''
  const appUrl = 'http://read.example.org'
  cache = createPageCache({
    databaseUrl,
    appUrl,
    mostBytes: 3_000_000,
    findShare: () => beforeShare().then(() => share),
  })
  server = createServer(
    createHandler({ dev: false, appUrl, settings: { TRUSTED_PROXIES: 0 }, pageCache: cache, pages }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await vi.waitUntil(() => cache.isListening())
})

afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await cache.close()
})

describe('a public page', () => {
  it('is rendered once for all who read it, in the encoding that each takes', async () => {
    const first = await get()
    const text = await first.text()
    expect(text).toBe('<h1>First</h1><script>hydrate("∑")</script>')
    for (const encoding of ['gzip', 'br', 'identity']) {
      const answer = await get({ 'accept-encoding': encoding })
      expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
      expect(await answer.text()).toBe(text)
    }
    expect(renders).toBe(1)
  })

  it('runs its scripts by hash, never by a nonce that was used before', async () => {
    for (const answer of [await get(), await get()]) {
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toMatch(/script-src 'self' 'sha256-[^']+';/)
      expect(policy).not.toContain('nonce')
      expect(answer.headers.get('link')).toBe('</a.woff2>; rel=preload; type="font/woff2", </b.css>; rel=preload')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    }
  })

  it('is the same for everybody: nothing of the first reader goes into it', async () => {
    await get({ cookie: 'next-auth.session-token=secret', 'accept-language': 'fr', host: 'evil.example' })
    expect(seen.cookie).toBeUndefined()
    expect(seen['accept-language']).toBeUndefined()
    expect(seen.host).toBe('read.example.org')
  })

  it('is not sent again to a reader who has it', async () => {
    const etag = (await get()).headers.get('etag') ?? ''
    const again = await get({ 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('shows an edit as soon as it hears of it', async () => {
    expect([await title(), await title()]).toEqual(['First', 'First'])
    await rename('Second')
    await vi.waitUntil(async () => (await title()) === 'Second', { interval: 5, timeout: 10_000 })
  })

  it('stays while somebody writes a note that it does not show', async () => {
    const paths = [address, `${address}/p/one`, `${address}/p/two`, `${address}?q=x`]
    const readAll = async () => {
      urls = []
      for (const path of paths) await get({}, path)
      return urls.map((url) => url.slice(address.length))
    }
    expect(await readAll()).toEqual(['', '/p/one', '/p/two', '?q=x'])
    await prisma().$transaction(async (db) => {
      await db.$queryRaw`select set_config('colloquium.papers', 'one', true)`
      await db.list.update({ where: { id: listId }, data: { revision: { increment: 1 } } })
    })
    const again: string[] = []
    const hasReadOne = async () => {
      again.push(...(await readAll()))
      return again.includes('/p/one')
    }
    await vi.waitUntil(hasReadOne, { interval: 5, timeout: 10_000 })
    // The search looks into notes; the list and the other paper show none of this one.
    expect(again.toSorted()).toEqual(['/p/one', '?q=x'])
    // Where anything else of the list changes too, the paper's name says nothing.
    await prisma().$transaction(async (db) => {
      await db.$queryRaw`select set_config('colloquium.papers', 'two', true)`
      await db.list.update({ where: { id: listId }, data: { revision: { increment: 1 }, title: 'Renamed' } })
    })
    await vi.waitUntil(async () => (await readAll()).includes(''), { interval: 5, timeout: 10_000 })
  })

  it('is not kept where the list changed while it was being rendered', async () => {
    duringRender = async () => {
      duringRender = async () => undefined
      await rename('Second')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(await title()).toBe('First')
    expect(await title()).toBe('Second')
  })

  it('is rendered for each reader while changes cannot be heard, and anew afterwards', async () => {
    await title()
    const admin = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await admin.connect()
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()`,
    )
    await vi.waitUntil(() => !cache.isListening(), { interval: 1 })
    await admin.query('alter table "List" disable trigger "List_changed"')
    await admin.query(`update "List" set title = 'Unheard' where id = $1`, [listId])
    await admin.query('alter table "List" enable trigger "List_changed"')
    await admin.end()
    expect(await title()).toBe('Unheard')
    await vi.waitUntil(() => cache.isListening())
    expect(await title()).toBe('Unheard')
  })

  it('ends with its link, and a password keeps it out of the cache', async () => {
    share = { listId, isOfPaper: false, expiresAt: new Date(Date.now() + 150), isCacheable: true }
    await title()
    await new Promise((resolve) => setTimeout(resolve, 160))
    share = null
    await rename('Later')
    expect(await title()).toBe('Later')
    share = { listId, isOfPaper: false, expiresAt: null, isCacheable: false }
    const answers = [await get(), await get()]
    for (const answer of answers) expect(answer.headers.get('content-security-policy')).toContain('nonce-')
  })

  it('is not kept where it was not found, and its policy fits what was sent', async () => {
    await prisma().list.delete({ where: { id: listId } })
    const answer = await get()
    expect(answer.status).toBe(404)
    const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1]
    expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    await get()
    expect(renders).toBe(2)
  })

  it('is rendered once for many who ask at the same moment', async () => {
    const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 50))
    beforeShare = slowly
    duringRender = slowly
    const answers = await Promise.all(Array.from({ length: 20 }, () => get().then((answer) => answer.text())))
    expect(new Set(answers).size).toBe(1)
    expect(renders).toBe(1)
    await rename('Second')
    await vi.waitUntil(async () => (await title()) === 'Second', { timeout: 10_000 })
  })

  it('is one page under every address that means the same, and is rendered under its own', async () => {
    for (const query of ['', '?x=1', '?x=2&utm_source=mail', '?q=', '?sort=nonsense', '?year=20x3&after=']) {
      expect((await get({}, `${address}${query}`)).status).toBe(200)
    }
    await get({}, `${address}?q=flow%20%20matching&year=2024`)
    await get({}, `${address}?year=2024&z=1&q=flow+matching`)
    expect(urls).toEqual([address, `${address}?q=flow+matching&year=2024`])
  })

  it('of a paper has no views, whatever its address asks for', async () => {
    share = { listId, isOfPaper: true, expiresAt: null, isCacheable: true }
    for (const query of ['', '?q=a', '?q=b', '?section=c']) await get({}, `${address}${query}`)
    expect(urls).toEqual([address])
  })

  it('of an experiment is one for the parameters that the experiment has', async () => {
    const base = `${address}/p/abc/experiments`
    const entry = readCatalogue()[0]
    if (!entry) throw new Error('There is no experiment on disk.')
    const page = `${base}/${entry.slug}`
    for (const query of ['', '?x=1', `?seed=${entry.description.seed}`, '?x=2&y=3']) await get({}, `${page}${query}`)
    for (const query of ['?seed=77', '?x=1&seed=077', '?seed=77&utm=1']) await get({}, `${page}${query}`)
    for (const query of ['?seed=nonsense', '?seed=other']) await get({}, `${page}${query}`)
    for (const query of ['?a=1', '?a=2']) await get({}, `${base}/no-such-experiment${query}`)
    expect(urls).toEqual([page, `${page}?seed=77`, `${page}?seed=`, `${base}/no-such-experiment`])
  })

  it('does not run a script that somebody managed to plant, first or later', async () => {
    planted = '<script>steal()</script>'
    for (const answer of [await get(), await get()]) {
      const policy = answer.headers.get('content-security-policy') ?? ''
      const hash = createHash('sha256').update('steal()').digest('base64')
      expect(await answer.text()).toContain(planted)
      expect(policy).not.toContain(hash)
      expect(policy.match(/'sha256-/g)).toHaveLength(1)
    }
  })

  it('that is large is kept too, and read also by those who take nothing packed', async () => {
    padding = 2_000_000
    for (const encoding of ['identity', 'gzip', 'br']) {
      expect((await (await get({ 'accept-encoding': encoding })).text()).length).toBeGreaterThan(padding)
    }
    expect(renders).toBe(1)
  })

  it('that is too large is rendered once, and says so to everybody', async () => {
    padding = 4_000_000
    duringRender = () => new Promise((resolve) => setTimeout(resolve, 20))
    const answers = await Promise.all(Array.from({ length: 100 }, () => get()))
    answers.push(await get())
    for (const answer of answers) expect(answer.status).toBe(500)
    expect(await answers[0]?.text()).toContain('This page is too large to be shown.')
    expect(renders).toBe(1)
    padding = 0
    await rename('Second')
    await vi.waitUntil(async () => (await title()) === 'Second')
  })

  it('that one reader had begun and did not wait for is rendered for those who did', async () => {
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    duringRender = () => {
      begun.resolve()
      return goOn.promise
    }
    const leaving = new AbortController()
    const first = fetch(`${base}${address}`, { signal: leaving.signal }).catch(() => 'left')
    await begun.promise
    const others = Array.from({ length: 5 }, () => title())
    const left = once(latest, 'close')
    leaving.abort()
    expect(await first).toBe('left')
    await left
    goOn.resolve()
    expect(new Set(await Promise.all(others))).toEqual(new Set(['First']))
    expect(renders).toBe(2)
  })
})
