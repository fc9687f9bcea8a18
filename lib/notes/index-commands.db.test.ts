import { expect, it } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { saveNote } from './commands.ts'
import { unsafeDeriveTexts } from './derive-commands.ts'
import { unsafeSettleLeftovers } from './document-commands.ts'
import { unsafeIndexNotes } from './index-commands.ts'
import { MAX_NOTE_LENGTH } from './schema.ts'

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
  await saveNote(actor, { id: list.id }, papers[0] ?? '', { text: 'saved', baseVersion: 2 })
  expect(await indexed(papers)).toEqual([[false, "'save':1"]])
})

it('whatever words a note is made of, it can be indexed', async () => {
  const letters = { ascii: [97, 26], cyrillic: [0x430, 32], chinese: [0x4e00, 20_000], rare: [0x20000, 40_000] }
  const shapes = [
    (word: () => string) => `${word()}-${word()}`,
    (word: () => string) => `${word()}-${word()}-${word()}`,
    (word: () => string) => `${word()}.${word()}/${word()}`,
    (word: () => string) => `${word()}@${word()}.${word()}`,
    (word: () => string) => word(),
  ]
  let seed = 1
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (const [first, count] of Object.values(letters)) {
    for (const size of [1, 2, 3, 10]) {
      const word = () => String.fromCodePoint(...Array.from({ length: size }, () => (first ?? 0) + random(count ?? 1)))
      for (const shape of shapes) {
        const words: string[] = []
        for (let length = 0; length < MAX_NOTE_LENGTH; length += words.at(-1)?.length ?? 0)
          words.push(`${shape(word)} `)
        const text = words.join('').slice(0, MAX_NOTE_LENGTH)
        const [row] = await prisma().$queryRaw<{ words: number }[]>`select length(note_search(${text})) as "words"`
        expect(row?.words).toBeGreaterThan(0)
      }
    }
  }
}, 60_000)

it('a process that ended leaves notes that the next one indexes, but for those that are open', async () => {
  const { papers } = await buildTyped('left', 'opened')
  await unsafeSettleLeftovers(60, new Set())
  expect((await indexed(papers)).map(([isUnindexed]) => isUnindexed)).toEqual([true, true])
  await unsafeSettleLeftovers(0, new Set(papers.slice(1)))
  expect((await indexed(papers)).map(([isUnindexed]) => isUnindexed)).toEqual([false, true])
})
