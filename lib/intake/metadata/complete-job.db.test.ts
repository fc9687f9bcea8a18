import { within } from '#lib/access/within.fixture.ts'
import { once } from 'node:events'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '#lib/access/roles.ts'
import type { JobContext } from '#lib/jobs/registry.ts'
import { getPaper } from '#lib/papers/paper-queries.ts'
import { removePaper } from '#lib/papers/removal-commands.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import type { Clock } from './ask.ts'
import { completeMetadata } from './complete-job.ts'
import { arxivReply, crossrefReply, crossrefWork, openalexReply, openalexWork } from './replies.fixture.ts'

type Answerer = (
  request: IncomingMessage,
  url: URL,
) => { status?: number; headers?: Record<string, string | undefined>; body?: string }

let server: Server
let answer: Answerer
let requests: { at: number; url: URL; agent: string | undefined }[] = []
let time = 0
let clock: Clock

/** Time that passes only while somebody waits. */
const fakeClock = (): Clock => ({
  now: () => time,
  sleep: async (ms, signal) => {
    signal.throwIfAborted()
    time += ms
  },
})

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    requests.push({ at: time, url, agent: request.headers['user-agent'] })
    const { status = 200, headers, body = '' } = answer(request, url)
    response.writeHead(status, { ...headers }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  Object.assign(process.env, {
    METADATA_SERVICES: 'arxiv,crossref,openalex',
    METADATA_MAILTO: 'admin@example.org',
    METADATA_ARXIV_URL: `${base}/arxiv`,
    METADATA_CROSSREF_URL: `${base}/crossref`,
    METADATA_OPENALEX_URL: `${base}/openalex`,
  })
})
afterAll(() => server.close())
beforeEach(() => {
  requests = []
  time = 1_000_000
  clock = fakeClock()
})

async function buildRoom() {
  const list = await buildList()
  const section = await buildSection(list.id)
  const cast = await buildCast(list.id)
  const add = (fields: Parameters<typeof buildPaper>[2]) => buildPaper(list.id, section.id, { authors: [], ...fields })
  const paper = (id: string) => within(SYSTEM, { slug: list.slug }, getPaper, id)
  const withDoi = async (value: string, fields: Parameters<typeof buildPaper>[2] = {}) => {
    const made = await add(fields)
    await prisma().identifier.create({ data: { listId: list.id, paperId: made.id, scheme: 'doi', value } })
    return made
  }
  return { list, cast, add, withDoi, paper }
}

type Run = { actor?: Actor; services?: string[]; cursor?: unknown; signal?: AbortSignal }

async function complete(listId: string, { actor = SYSTEM, services, cursor = null, signal }: Run = {}) {
  const cursors: unknown[] = []
  const steps: string[] = []
  const context: JobContext = {
    job: { id: 'job', kind: 'metadata.complete', listId, attempt: 1 },
    actor,
    input: services ? { services } : {},
    cursor,
    report: ({ step, done, total }) => void steps.push(`${step} ${done}/${total}`),
    saveCursor: async (kept) => void cursors.push(JSON.parse(JSON.stringify(kept))),
    signal: signal ?? new AbortController().signal,
  }
  const result = await completeMetadata(clock)(context)
  return { result, cursors, steps }
}

const idsOf = (url: URL) => (url.searchParams.get('id_list') ?? '').split(',')
const arxivPaper = (id: string) => ({
  id: `${id}v2`,
  title: `Title of ${id}`,
  authors: ['Emmy Noether'],
  summary: `Abstract of ${id}`,
  published: '2019-01-02T00:00:00Z',
})

describe('completing papers', () => {
  it('fills what is empty, says from where, and leaves what people wrote', async () => {
    const { list, add, withDoi, paper } = await buildRoom()
    const bare = await add({ title: 'arXiv:1901.00001', arxiv: '1901.00001' })
    const written = await add({ arxiv: '1901.00002', authors: [{ family: 'Hilbert' }], year: 1900, title: 'Ours' })
    const full = await withDoi('10.1038/nature14539', { title: 'Deep learning' })
    answer = (_, url) => {
      if (url.pathname === '/arxiv') {
        const [first, second] = idsOf(url)
        return { body: arxivReply([arxivPaper(first ?? ''), { ...arxivPaper(second ?? ''), doi: '10.1145/found' }]) }
      }
      return {
        body: url.pathname.startsWith('/crossref') ? crossrefReply([crossrefWork]) : openalexReply([openalexWork]),
      }
    }
    const revision = (await prisma().list.findUniqueOrThrow({ where: { id: list.id } })).revision
    const { result } = await complete(list.id)
    const one = await paper(bare.id)
    const two = await paper(written.id)
    const noether = [{ family: 'Noether', given: 'Emmy' }]
    expect([one, two].map(({ title }) => title).sort()).toEqual(['Ours', expect.stringMatching(/^Title of 1901/)])
    expect(one).toMatchObject({ authors: noether, year: 2019, version: 2 })
    expect(two).toMatchObject({ title: 'Ours', authors: [{ family: 'Hilbert' }], year: 1900, venue: null })
    expect(two.abstract).toBe('Abstract of 1901.00002')
    expect([...one.identifiers, ...two.identifiers]).toContainEqual({ scheme: 'doi', value: '10.1145/found' })
    expect(await paper(full.id)).toMatchObject({
      title: 'Deep learning',
      venue: 'Nature',
      year: 2015,
      authors: [
        { family: 'LeCun', given: 'Yann' },
        { family: 'van Beethoven' },
        { family: 'The Example Collaboration' },
      ],
    })
    const { filledFrom } = await prisma().paper.findUniqueOrThrow({ where: { id: full.id } })
    expect(filledFrom).toEqual({ authors: 'crossref', venue: 'crossref', year: 'crossref', abstract: 'crossref' })
    expect(result).toMatchObject({ filled: 3, unreadable: 0 })
    const after = await prisma().list.findUniqueOrThrow({ where: { id: list.id } })
    expect(after.revision).toBeGreaterThan(revision)
    expect(requests.every(({ agent }) => agent === 'Colloquium (mailto:admin@example.org)')).toBe(true)
    // The DOI that arXiv named was asked about in the same run.
    expect(requests.some(({ url }) => url.searchParams.get('filter')?.includes('10.1145/found'))).toBe(true)
  })

  it('asks arXiv for a hundred at once, and waits three seconds between its questions', async () => {
    const { list, add } = await buildRoom()
    for (let i = 0; i < 230; i += 1) await add({ arxiv: `1902.${String(i).padStart(5, '0')}` })
    answer = (_, url) => ({ body: arxivReply(idsOf(url).map(arxivPaper)) })
    const { result, cursors, steps } = await complete(list.id, { services: ['arxiv'] })
    expect(requests.map(({ url }) => idsOf(url).length)).toEqual([100, 100, 30])
    expect(requests.map(({ url }) => url.searchParams.get('max_results'))).toEqual(['100', '100', '30'])
    const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000)
    expect(result).toMatchObject({ asked: 230, found: 230, filled: 230, fields: { authors: 230, year: 230 } })
    expect(steps).toEqual([
      'Asking arXiv 0/230',
      'Asking arXiv 100/230',
      'Asking arXiv 200/230',
      'Asking arXiv 230/230',
      'Done 230/230',
    ])
    expect(cursors.length).toBe(3)
  })

  it('goes on from its cursor after a restart, and asks nothing twice', async () => {
    const { list, add } = await buildRoom()
    for (let i = 0; i < 120; i += 1) await add({ arxiv: `1903.${String(i).padStart(5, '0')}` })
    answer = (_, url) => ({ body: arxivReply(idsOf(url).map(arxivPaper)) })
    const controller = new AbortController()
    const cursors: unknown[] = []
    const job = completeMetadata(clock)({
      job: { id: 'job', kind: 'metadata.complete', listId: list.id, attempt: 1 },
      actor: SYSTEM,
      input: { services: ['arxiv'] },
      cursor: null,
      report: () => undefined,
      saveCursor: async (cursor) => {
        cursors.push(JSON.parse(JSON.stringify(cursor)))
        controller.abort()
      },
      signal: controller.signal,
    })
    await expect(job).rejects.toMatchObject({ name: 'AbortError' })
    expect(requests.length).toBe(1)
    const asked = new Set(idsOf(requests[0]?.url ?? new URL('http://x')))
    const { result } = await complete(list.id, { services: ['arxiv'], cursor: cursors[0] })
    expect(requests.length).toBe(2)
    expect(idsOf(requests[1]?.url ?? new URL('http://x')).filter((id) => asked.has(id))).toEqual([])
    expect(result).toMatchObject({ asked: 120, filled: 120 })
  })

  it('does not wait out a pause when it is cancelled', async () => {
    const { list, add } = await buildRoom()
    await add({ arxiv: '1904.00001' })
    answer = () => ({ status: 429, headers: { 'retry-after': '600' } })
    const controller = new AbortController()
    const { realClock } = await import('./ask.ts')
    const waits: number[] = []
    clock = {
      now: realClock.now,
      sleep: (ms, signal) => {
        waits.push(ms)
        if (ms < 5_000) return Promise.resolve()
        setTimeout(() => controller.abort(), 50)
        return realClock.sleep(ms, signal)
      },
    }
    await expect(complete(list.id, { services: ['arxiv'], signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(waits).toContain(600_000)
  })

  it('honours retry-after, and what Crossref says of its rate', async () => {
    const { list, withDoi } = await buildRoom()
    for (let i = 0; i < 120; i += 1) await withDoi(`10.5555/${i}`)
    answer = () => {
      if (requests.length === 1) return { status: 429, headers: { 'retry-after': '77' } }
      return {
        headers: { 'x-rate-limit-limit': '1', 'x-rate-limit-interval': '4s' },
        body: crossrefReply([]),
      }
    }
    await complete(list.id, { services: ['crossref'] })
    const gaps = requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))
    expect(gaps[0]).toBeGreaterThanOrEqual(77_000)
    expect(gaps.slice(2).every((gap) => gap >= 4_000)).toBe(true)
    expect(requests.length).toBe(4)
    expect(requests.every(({ url }) => url.searchParams.get('mailto') === 'admin@example.org')).toBe(true)
  })

  it('gives up in a sentence where the service fails again and again, or wants hours of peace', async () => {
    const { list, add, paper } = await buildRoom()
    const { id } = await add({ arxiv: '1905.00001' })
    answer = () => ({ status: 503 })
    const before = time
    await expect(complete(list.id, { services: ['arxiv'] })).rejects.toMatchObject({
      code: 'unavailable',
      message: 'arXiv does not answer. Try again later.',
    })
    expect(requests.length).toBe(5)
    // 5 + 10 + 20 + 40 s: longer each time.
    expect(time - before).toBeGreaterThanOrEqual(75_000)
    answer = () => ({ status: 429, headers: { 'retry-after': '7200' } })
    await expect(complete(list.id, { services: ['arxiv'] })).rejects.toThrow(/120 minutes/)
    expect((await paper(id)).authors).toEqual([])
  })

  it('takes what there is of a reply that knows only some of the papers', async () => {
    const { list, add, paper } = await buildRoom()
    const known = await add({ arxiv: '1906.00001' })
    const unknown = await add({ arxiv: '1906.00002' })
    answer = () => ({ body: arxivReply([arxivPaper('1906.00001'), { id: '1906.00002' }, arxivPaper('9999.00001')]) })
    const { result } = await complete(list.id, { services: ['arxiv'] })
    expect(result).toEqual({
      asked: 2,
      found: 1,
      unreadable: 0,
      filled: 1,
      fields: { authors: 1, year: 1, abstract: 1 },
    })
    expect((await paper(known.id)).year).toBe(2019)
    expect((await paper(unknown.id)).year).toBeNull()
  })

  it('finds the one id that the service refuses, and gets the others their answer', async () => {
    const { list, add } = await buildRoom()
    for (let i = 0; i < 8; i += 1) await add({ arxiv: `1907.0000${i}` })
    answer = (_, url) =>
      idsOf(url).includes('1907.00003') ? { status: 400 } : { body: arxivReply(idsOf(url).map(arxivPaper)) }
    const { result } = await complete(list.id, { services: ['arxiv'] })
    expect(result).toMatchObject({ asked: 8, found: 7, unreadable: 1, filled: 7 })
  })

  it('tries a malformed reply again, then goes on without it', async () => {
    const { list, add } = await buildRoom()
    for (let i = 0; i < 2; i += 1) await add({ arxiv: `1908.0000${i}` })
    answer = (_, url) =>
      requests.length < 3 ? { body: '<feed><entry>' } : { body: arxivReply(idsOf(url).map(arxivPaper)) }
    expect((await complete(list.id, { services: ['arxiv'] })).result).toMatchObject({ filled: 2, unreadable: 0 })
    const other = await buildRoom()
    await other.add({ arxiv: '1908.00009' })
    answer = () => ({ body: 'Rate exceeded.' })
    expect((await complete(other.list.id, { services: ['arxiv'] })).result).toMatchObject({ filled: 0, unreadable: 1 })
  })

  it('survives a connection that breaks off', async () => {
    const { list, add } = await buildRoom()
    await add({ arxiv: '1909.00001' })
    answer = (request, url) => {
      if (requests.length === 1) request.socket.destroy()
      return { body: arxivReply(idsOf(url).map(arxivPaper)) }
    }
    expect((await complete(list.id, { services: ['arxiv'] })).result).toMatchObject({ filled: 1 })
  })

  it('does not ask about papers that are complete, or that were removed', async () => {
    const { list, add } = await buildRoom()
    const done = await add({ arxiv: '1910.00001', authors: [{ family: 'Noether' }], year: 1918, venue: 'Göttingen' })
    await prisma().paper.update({ where: { id: done.id }, data: { abstract: 'Said.' } })
    const gone = await add({ arxiv: '1910.00002' })
    await within(SYSTEM, { id: list.id }, removePaper, gone.id)
    answer = () => ({ body: arxivReply([]) })
    expect((await complete(list.id)).result).toMatchObject({ asked: 0 })
    expect(requests).toEqual([])
  })

  it('does not overwrite what somebody writes while the service is asked', async () => {
    const { list, add, paper } = await buildRoom()
    const { id } = await add({ arxiv: '1911.00001' })
    answer = () => ({ body: arxivReply([arxivPaper('1911.00001')]) })
    const sleep = clock.sleep
    clock.sleep = async (ms, signal) => {
      await prisma().paper.update({ where: { id }, data: { abstract: 'Mine', authors: [{ family: 'Me' }] } })
      await sleep(ms, signal)
    }
    await complete(list.id, { services: ['arxiv'] })
    expect(await paper(id)).toMatchObject({ abstract: 'Mine', authors: [{ family: 'Me' }], year: 2019 })
  })

  it('stops where the person who asked is no admin any more', async () => {
    const { list, cast, add } = await buildRoom()
    await add({ arxiv: '1912.00001' })
    answer = () => ({ body: arxivReply([]) })
    await expect(complete(list.id, { actor: cast.member })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(complete(list.id, { actor: cast.outsider })).rejects.toMatchObject({ code: 'not_found' })
    expect(requests).toEqual([])
  })
})
