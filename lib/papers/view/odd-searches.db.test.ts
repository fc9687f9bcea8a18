import { within } from '#lib/access/within.fixture.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { searchCitable } from '#lib/notes/citation-queries.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { listPapers } from '#lib/papers/queries.ts'
import { SORTS, parseListView } from './view.ts'

let list: { id: string; slug: string }
let cast: Awaited<ReturnType<typeof buildCast>>

beforeAll(async () => {
  list = await buildList()
  cast = await buildCast(list.id)
  const section = await buildSection(list.id)
  await buildPaper(list.id, section.id, { title: 'Attention is all you need' })
})

const ODD: [string, string][] = [
  ['900 hyphens', '-'.repeat(900)],
  ['hyphens with spaces', '- '.repeat(450)],
  ['hyphens, spaces and a word', `${'- '.repeat(90)}-a`],
  ['hyphens before words', ' -a'.repeat(300)],
  ['quotes', '"'.repeat(900)],
  ['a quote that never ends', '"attention'],
  ['nothing but operators', 'OR OR OR -OR'],
  ['a NUL', 'atten\0tion'],
  ['half a character', 'a\ud800b -\udc00'],
  ['backslashes and quotes', `\\'\\"%_`.repeat(100)],
  ["the search's own signs", "a & b | !c <-> (d:*) '"],
  ['brackets', '('.repeat(900)],
  ['a word of 900 letters', 'x'.repeat(900)],
  ['letters that hang on one', `e${'\u0301'.repeat(200)}`],
  ['signs beyond the first plane', '𝔽'.repeat(300)],
  ['direction marks', '\u202e\u200f\ufeff'],
]

describe('a search for', () => {
  it.each(ODD)('%s finds something or nothing, and never fails', async (_what, q) => {
    for (const sort of SORTS) {
      const page = await within(cast.viewer, { slug: list.slug }, listPapers, parseListView({ q, sort }))
      expect(page.rows.length).toBeLessThanOrEqual(1)
      const others = { section: q, venue: q, year: q, after: q }
      await expect(
        within(cast.viewer, { slug: list.slug }, listPapers, parseListView({ ...others, sort })),
      ).resolves.toBeDefined()
    }
    const text = q.slice(0, 500).replaceAll('\0', '').toWellFormed()
    await expect(within(cast.member, { slug: list.slug }, searchCitable, text)).resolves.toBeDefined()
  })
})
