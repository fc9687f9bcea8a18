import pg from 'pg'
import { expect, it, vi } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { buildList, buildPaper, buildSection, buildUser } from '#prisma/seed/builders.ts'
import { type DerivedText, unsafeDeriveTexts } from './derive-commands.ts'

async function buildNotes(texts: (string | null)[]) {
  const list = await buildList()
  const section = await buildSection(list.id)
  const { id: userId } = await buildUser()
  const papers: string[] = []
  for (const text of texts) {
    const { id } = await buildPaper(list.id, section.id)
    if (text !== null) await prisma().note.create({ data: { paperId: id, text } })
    papers.push(id)
  }
  const derived = (at: number, text: string, version: number, keepBefore = false): DerivedText => ({
    paperId: papers[at] ?? '',
    text,
    version,
    userId,
    keepBefore,
  })
  return { listId: list.id, papers, userId, derived }
}

const notesOf = async (papers: string[]) => {
  const rows = await prisma().note.findMany({ where: { paperId: { in: papers } }, include: { versions: true } })
  return papers.map((paperId) => rows.find((row) => row.paperId === paperId) ?? null)
}
const revisionOf = async (id: string) => (await prisma().list.findUniqueOrThrow({ where: { id } })).revision

it('texts of several notes are written at once, each only over the version that it was made from', async () => {
  const { listId, papers, userId, derived } = await buildNotes(['old', 'moved on', null, 'kept'])
  const before = await revisionOf(listId)
  const outcomes = await unsafeDeriveTexts(listId, [
    // Longer in bytes than in characters: what follows is found behind it all the same.
    derived(0, 'née ∈ ℝ² 😀', 1),
    derived(1, 'late', 7),
    derived(2, 'first', 0),
    derived(3, 'after', 1, true),
  ])
  expect(outcomes).toEqual([2, 'moved', 1, 2].map((outcome, at) => ({ paperId: papers[at], outcome })))
  const notes = await notesOf(papers)
  expect(notes.map((note) => [note?.text, note?.version])).toEqual([
    ['née ∈ ℝ² 😀', 2],
    ['moved on', 1],
    ['first', 1],
    ['after', 2],
  ])
  expect(notes.map((note) => note?.updatedById)).toEqual([userId, null, userId, userId])
  expect(notes.map((note) => note?.versions.map(({ text, version }) => [text, version]))).toEqual([
    [],
    [],
    [],
    [['kept', 1]],
  ])
  expect(await revisionOf(listId)).toBeGreaterThan(before)
})

it('a note that somebody else is writing is left alone, and nobody is waited for', async () => {
  const { listId, papers, derived } = await buildNotes(['held', null, 'free'])
  await prisma().$transaction(async (db) => {
    await db.$queryRaw`select 1 from "Note" where "paperId" = ${papers[0]} for update`
    await db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${papers[1]}, 0))::text`
    const outcomes = await unsafeDeriveTexts(listId, [derived(0, 'x', 1), derived(1, 'y', 0), derived(2, 'z', 1)])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['held', 'held', 2])
  })
  expect((await notesOf(papers)).map((note) => note?.text)).toEqual(['held', undefined, 'z'])
})

it('a note that is gone is not brought back', async () => {
  const { listId, papers, derived } = await buildNotes(['gone'])
  await prisma().note.delete({ where: { paperId: papers[0] ?? '' } })
  const before = await revisionOf(listId)
  expect((await unsafeDeriveTexts(listId, [derived(0, 'again', 3)]))[0]?.outcome).toBe('moved')
  expect(await notesOf(papers)).toEqual([null])
  expect(await revisionOf(listId)).toBe(before)
})

it('a keystroke tells of its papers alone; a note that begins or is emptied changes the list’s contents', async () => {
  const { listId, papers, derived } = await buildNotes(['one', 'two', null])
  const heard: string[] = []
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  client.on('notification', ({ payload = '' }) => heard.push(payload))
  await client.query('listen list_changed')
  const contents = async () => (await prisma().list.findUniqueOrThrow({ where: { id: listId } })).contents
  try {
    await unsafeDeriveTexts(listId, [derived(0, 'one more', 1), derived(1, 'two more', 1)])
    await vi.waitUntil(() => heard.length === 1, { timeout: 10_000 })
    const [list, ...of] = (heard[0] ?? '').split(' ')
    expect([list, of.toSorted()]).toEqual([listId, papers.slice(0, 2).toSorted()])
    expect(await contents()).toBe(0)
    await unsafeDeriveTexts(listId, [derived(0, '', 2)])
    expect(await contents()).toBe(1)
    await unsafeDeriveTexts(listId, [derived(0, 'again', 3), derived(1, 'still', 2)])
    expect(await contents()).toBe(2)
    await unsafeDeriveTexts(listId, [derived(2, 'first', 0)])
    expect(await contents()).toBe(3)
    await vi.waitUntil(() => heard.length === 4, { timeout: 10_000 })
    expect(heard.slice(1)).toEqual([listId, listId, listId])
  } finally {
    await client.end()
  }
})
