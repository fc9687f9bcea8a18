import { within } from '#lib/access/within.fixture.ts'
import { expect, it } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { saveNote } from './commands.ts'
import { unsafeDeriveTexts } from './derive-commands.ts'
import { unsafeSettleLeftovers } from './document-commands.ts'
import { unsafeIndexNotes } from './index-commands.ts'

async function buildTyped(...texts: string[]) {
  const list = await buildList()
  const section = await buildSection(list.id)
  const papers: string[] = []
  for (const text of texts) {
    const { id } = await buildPaper(list.id, section.id)
    await prisma().note.create({ data: { paperId: id, text: 'koalas' } })
    const typed = { paperId: id, text, version: 1, userId: null, keepBefore: false }
    expect(await unsafeDeriveTexts(list.id, [typed])).toEqual([{ paperId: id, outcome: 2 }])
    papers.push(id)
  }
  return { list, papers }
}

type Indexed = { paperId: string; isUnindexed: boolean; words: string }

/** Whether each note waits to be indexed, and the words that it is indexed by. */
async function indexed(papers: string[]): Promise<[boolean, string][]> {
  const rows = await prisma().$queryRaw<Indexed[]>`
    select "paperId", "isUnindexed", "search"::text as "words" from "Note" where "paperId" = any(${papers})`
  return papers.map((paperId) => {
    const row = rows.find((one) => one.paperId === paperId)
    return [row?.isUnindexed ?? false, row?.words ?? '']
  })
}

it('a note that is typed in is indexed later, and by its newest text', async () => {
  const { papers } = await buildTyped('quokkas', 'wombats')
  expect(await indexed(papers)).toEqual([
    [true, "'koala':1"],
    [true, "'koala':1"],
  ])
  expect(await unsafeIndexNotes(papers)).toEqual([])
  expect(await indexed(papers)).toEqual([
    [false, "'quokka':1"],
    [false, "'wombat':1"],
  ])
})

it('a note that somebody is writing is left for the next time, and nobody is waited for', async () => {
  const { papers } = await buildTyped('held', 'free')
  await prisma().$transaction(async (db) => {
    await db.$queryRaw`select 1 from "Note" where "paperId" = ${papers[0]} for update`
    expect(await unsafeIndexNotes(papers)).toEqual([papers[0]])
  })
  expect((await indexed(papers)).map(([isUnindexed]) => isUnindexed)).toEqual([true, false])
})

it('a note that is saved as a whole is indexed with that', async () => {
  const { list, papers } = await buildTyped('typed')
  const { actor } = await buildMember(list.id, 'MEMBER')
  await within(actor, { id: list.id }, saveNote, papers[0] ?? '', { text: 'saved', baseVersion: 2 })
  expect(await indexed(papers)).toEqual([[false, "'save':1"]])
})

it('a process that ended leaves notes that the next one indexes, but for those that are open', async () => {
  const { papers } = await buildTyped('left', 'opened')
  await unsafeSettleLeftovers(60, new Set())
  expect((await indexed(papers)).map(([isUnindexed]) => isUnindexed)).toEqual([true, true])
  await unsafeSettleLeftovers(0, new Set(papers.slice(1)))
  expect((await indexed(papers)).map(([isUnindexed]) => isUnindexed)).toEqual([false, true])
})
