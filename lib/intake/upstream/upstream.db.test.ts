import { within } from '#lib/access/within.fixture.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Actor, SYSTEM } from '#lib/access/roles.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { buildCast, buildList } from '#prisma/seed/builders.ts'
import { unsafeReadFile } from '#lib/files/queries.ts'
import { prisma } from '#prisma/client.ts'
import { type Mail, startMailServer } from '../../../scripts/test/mail-server.ts'
import { upstreamCheckHandler } from './check-upstream-job.ts'
import { checkUpstream, removeUpstream, setUpstream } from './commands.ts'
import { createDraftFromAddress, createDraftFromUpstream } from './draft-commands.ts'
import { startServer } from '#lib/intake/fetch/local-server.fixture.ts'
import { getUpstream, unsafeDueUpstreams } from './queries.ts'
import { unsafeEnqueueDueChecks } from './schedule-commands.ts'
import { upstreamSchema } from './schema.ts'

const paper = (n: number) => `- [**Paper number ${n}**](https://arxiv.org/abs/1901.0000${n}) Noether, E. arXiv (2019)\n`
const readme = (...numbers: number[]) => `# Papers\n\n## One\n\n${numbers.map(paper).join('')}`

let text = ''
let etag: string | null = null
let answered: number[] = []
/** What happens while the server is asked. */
let meanwhile: () => Promise<unknown> = async () => {}
let server: Awaited<ReturnType<typeof startServer>>
let mail: Awaited<ReturnType<typeof startMailServer>>
beforeAll(async () => {
  mail = await startMailServer()
  process.env.SMTP_URL = mail.url
  process.env.ALLOW_LOOPBACK_FETCH = 'true'
  server = await startServer(async (request, reply) => {
    await meanwhile()
    const isKnown = etag !== null && request.headers['if-none-match'] === etag
    const isImage = request.url === '/a.png'
    const status = request.url !== '/list.md' && !isImage ? 404 : isKnown ? 304 : 200
    answered.push(status)
    reply.writeHead(status, { 'content-type': isImage ? 'image/png' : 'text/markdown', ...(etag ? { etag } : {}) })
    reply.end(status === 200 ? text : '')
  })
})
afterAll(async () => {
  mail.close()
  await server.close()
})
beforeEach(() => {
  answered = []
  meanwhile = async () => {}
  etag = '"1"'
  text = readme(1, 2)
})

const fields = (values: object = {}) => upstreamSchema.parse({ url: `${server.base}/list.md`, ...values })
const bytes = (value: string) => new TextEncoder().encode(value)
const importText = (ref: { id: string }, value: string) =>
  within(SYSTEM, ref, importReadme, { bytes: bytes(value), origin: 'list.md', assets: new Map() })

async function build(values: object = {}) {
  const { id } = await buildList()
  await within(SYSTEM, { id }, setUpstream, fields(values))
  return { id }
}
const daysFromNow = (date: Date | null | undefined) => Math.round(((date?.getTime() ?? NaN) - Date.now()) / 86_400_000)

describe('a look at the address that a list is kept at', () => {
  it('says how many papers are new, changed and gone, and changes nothing', async () => {
    const ref = await build()
    await importText(ref, readme(1, 2, 3))
    const { revision } = await prisma().list.findUniqueOrThrow({ where: ref })
    text = readme(1, 4, 5) + paper(2).replace('2019', '2020')
    const view = await within(SYSTEM, ref, checkUpstream)
    expect(view).toMatchObject({ news: { added: 2, changed: 1, missing: 1 }, error: null, nextCheckAt: null })
    expect(view.checkedAt).toBeInstanceOf(Date)
    expect(await prisma().paper.count({ where: { listId: ref.id } })).toBe(3)
    expect((await prisma().list.findUniqueOrThrow({ where: ref })).revision).toBe(revision)
  })

  it('costs one “not modified” while nothing changes there, and keeps the news', async () => {
    const ref = await build()
    await within(SYSTEM, ref, checkUpstream)
    expect((await within(SYSTEM, ref, checkUpstream)).news).toEqual({ added: 2, changed: 0, missing: 0 })
    expect(answered).toEqual([200, 304])
  })

  it('goes by the text itself where the server gives no etag', async () => {
    etag = null
    const ref = await build()
    await within(SYSTEM, ref, checkUpstream)
    expect((await within(SYSTEM, ref, checkUpstream)).news).toEqual({ added: 2, changed: 0, missing: 0 })
    text = readme(1, 2, 3)
    expect((await within(SYSTEM, ref, checkUpstream)).news).toEqual({ added: 3, changed: 0, missing: 0 })
  })

  it('has no news once the text is imported, and has it again when the text moves on', async () => {
    const ref = await build()
    await within(SYSTEM, ref, checkUpstream)
    await importText(ref, text)
    expect((await within(SYSTEM, ref, getUpstream))?.news).toBeNull()
    expect((await within(SYSTEM, ref, checkUpstream)).news).toBeNull()
    text = readme(1, 2, 3)
    etag = '"2"'
    expect((await within(SYSTEM, ref, checkUpstream)).news).toEqual({ added: 1, changed: 0, missing: 0 })
  })

  it('finds nothing new in the text that the list already has', async () => {
    const ref = await build()
    await importText(ref, text)
    expect(await within(SYSTEM, ref, checkUpstream)).toMatchObject({ news: null, error: null })
  })

  it('keeps what went wrong for the list’s page, and forgets it when all is well again', async () => {
    const ref = await build({ checkEveryHours: 24 })
    text = 'Nothing that would be a paper.'
    const failed = await within(SYSTEM, ref, checkUpstream)
    expect(failed.error).toMatch(/No papers/)
    expect(daysFromNow(failed.nextCheckAt)).toBe(1)
    text = readme(1)
    expect((await within(SYSTEM, ref, checkUpstream)).error).toBeNull()
    await within(SYSTEM, ref, setUpstream, fields({ url: `${server.base}/gone.md` }))
    expect((await within(SYSTEM, ref, checkUpstream)).error).toMatch(/There is nothing at this address/)
  })

  it('does not answer for an address that is no longer the list’s', async () => {
    const ref = await build()
    const other = `${server.base}/other.md`
    meanwhile = () => prisma().upstream.update({ where: { listId: ref.id }, data: { url: other } })
    await within(SYSTEM, ref, checkUpstream)
    expect(answered).toEqual([200])
    expect(await within(SYSTEM, ref, getUpstream)).toMatchObject({ url: other, checkedAt: null, news: null })
  })

  it('needs an address', async () => {
    const { id } = await buildList()
    await expect(within(SYSTEM, { id }, checkUpstream)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a draft from an address', () => {
  const drafts = (listId: string) =>
    prisma().importDraft.findMany({ where: { listId }, include: { assets: true }, orderBy: { createdAt: 'asc' } })

  it('is the whole text with its images, also where the last look found nothing new', async () => {
    const ref = await build()
    text = `${readme(1)}<details><summary>Note</summary>\n\n![x](a.png)\n\n</details>\n`
    await within(SYSTEM, ref, checkUpstream)
    const { id } = await within(SYSTEM, ref, createDraftFromUpstream)
    await within(SYSTEM, ref, createDraftFromAddress, { url: `${server.base}/list.md` })
    const [draft, again] = await drafts(ref.id)
    expect(draft).toMatchObject({ id, origin: `${server.base}/list.md`, etag: '"1"' })
    expect(Buffer.from(await unsafeReadFile(draft?.sha256 ?? '')).toString()).toBe(text)
    expect(draft?.assets.map(({ path }) => path)).toEqual(['a.png'])
    expect(again?.sha256).toBe(draft?.sha256)
    expect(answered).toEqual([200, 200, 200, 200, 200])
  })

  it('is not made where nothing comes', async () => {
    const { id } = await buildList()
    await expect(within(SYSTEM, { id }, createDraftFromUpstream)).rejects.toThrow(/no address/)
    const address = { url: `${server.base}/gone.md` }
    await expect(within(SYSTEM, { id }, createDraftFromAddress, address)).rejects.toThrow(/nothing at this address/)
    expect(await drafts(id)).toEqual([])
  })
})

describe('the address that a list is kept at', () => {
  it('is refused where nothing may be fetched from, with the field that is wrong', async () => {
    const { id } = await buildList()
    for (const url of ['http://169.254.169.254/latest', 'http://10.0.0.1/x', 'ftp://example.org/', 'list.md']) {
      const call = within(SYSTEM, { id }, setUpstream, fields({ url }))
      await expect(call).rejects.toMatchObject({ code: 'invalid', fields: { url: expect.any(String) } })
    }
    expect(await within(SYSTEM, { id }, getUpstream)).toBeNull()
  })

  it('keeps what was found when only the schedule changes, and forgets it when the address does', async () => {
    const ref = await build({ checkEveryHours: 24 })
    await within(SYSTEM, ref, checkUpstream)
    await within(SYSTEM, ref, setUpstream, fields({ checkEveryHours: '168' }))
    const weekly = await within(SYSTEM, ref, getUpstream)
    expect(weekly).toMatchObject({ checkEveryHours: 168, news: { added: 2 } })
    expect(daysFromNow(weekly?.nextCheckAt)).toBe(7)
    await within(SYSTEM, ref, setUpstream, fields({ url: 'https://github.com/o/r', branch: ' dev ', path: '' }))
    expect(await within(SYSTEM, ref, getUpstream)).toMatchObject({
      branch: 'dev',
      path: null,
      checkEveryHours: null,
      nextCheckAt: null,
      checkedAt: null,
      news: null,
    })
  })

  it('can be taken away, and taken away again', async () => {
    const ref = await build()
    await within(SYSTEM, ref, removeUpstream)
    await within(SYSTEM, ref, removeUpstream)
    expect(await within(SYSTEM, ref, getUpstream)).toBeNull()
  })
})

describe('the schedule', () => {
  const jobsOf = (listId: string) => prisma().job.findMany({ where: { listId }, select: { kind: true, state: true } })
  const dueLists = async () => (await unsafeDueUpstreams()).map(({ listId }) => listId)

  it('asks for a look when its time has come, once, also with several processes', async () => {
    const due = await build({ checkEveryHours: 24 })
    const unscheduled = await build()
    const later = await build({ checkEveryHours: 24 })
    await within(SYSTEM, later, checkUpstream)
    expect(await dueLists()).toContain(due.id)
    await Promise.all([unsafeEnqueueDueChecks(), unsafeEnqueueDueChecks()])
    expect(await jobsOf(due.id)).toEqual([{ kind: 'upstream.check', state: 'QUEUED' }])
    expect(await jobsOf(unscheduled.id)).toEqual([])
    expect(await jobsOf(later.id)).toEqual([])
    expect(await dueLists()).not.toContain(due.id)
    expect(daysFromNow((await within(SYSTEM, due, getUpstream))?.nextCheckAt)).toBe(1)
    const tomorrow = new Date(Date.now() + 25 * 3_600_000)
    expect((await unsafeDueUpstreams(tomorrow)).map(({ listId }) => listId)).toEqual(
      expect.arrayContaining([due.id, later.id]),
    )
  })

  const run = (listId: string, actor: Actor = SYSTEM) =>
    upstreamCheckHandler({
      job: { id: 'a', kind: 'upstream.check', listId, attempt: 1 },
      actor,
      input: {},
      cursor: null,
      report: () => {},
      saveCursor: async () => {},
      signal: new AbortController().signal,
    })

  it('has its look done in the background', async () => {
    const ref = await build({ checkEveryHours: 24 })
    expect(await run(ref.id)).toEqual({ status: 'looked', news: { added: 2, changed: 0, missing: 0 }, error: null })
    await within(SYSTEM, ref, setUpstream, fields({ url: `${server.base}/gone.md` }))
    expect(await run(ref.id)).toMatchObject({ status: 'failed', error: expect.any(String) })
    await within(SYSTEM, ref, removeUpstream)
    expect(await run(ref.id)).toEqual({ status: 'removed' })
  })

  it('mails the admins of the list once for each new text, and nobody where a person asked', async () => {
    const ref = await build({ checkEveryHours: 24 })
    const { admin } = await buildCast(ref.id)
    const found = await prisma().member.findFirstOrThrow({
      where: { listId: ref.id, role: 'ADMIN' },
      select: { user: { select: { email: true } } },
    })
    const received = async (look: () => Promise<unknown>): Promise<Mail[]> => {
      mail.mails.length = 0
      await look()
      return [...mail.mails]
    }
    expect(await received(() => run(ref.id))).toMatchObject([{ to: found.user.email }])
    expect(mail.mails[0]?.source).toContain('2 papers are new.')
    expect(await received(() => run(ref.id))).toEqual([])
    text = readme(1, 2, 3)
    etag = '"2"'
    expect(await received(() => run(ref.id, admin))).toEqual([])
    text = readme(1, 2, 3, 4)
    etag = '"3"'
    expect(await received(() => run(ref.id))).toHaveLength(1)
  })
})
