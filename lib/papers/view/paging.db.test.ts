import { beforeAll, describe, expect, it } from 'vitest'
import { buildLargeList } from '#prisma/seed/large.ts'
import { prisma } from '#prisma/client.ts'
import { unsafeListPapers } from '#lib/papers/queries.ts'
import { FIRST_VIEW, type ListView, SORTS } from './view.ts'

let list: { id: string; slug: string }
let places: number

beforeAll(async () => {
  list = await buildLargeList(prisma(), { papers: 1200 })
  places = await prisma().placement.count()
})

async function walk(view: Partial<ListView>) {
  const rows = []
  let cursor: string | null = null
  let total: number | null = null
  do {
    const page = await unsafeListPapers(list.id, 0, { ...FIRST_VIEW, ...view, cursor }, { includeNotes: true })
    rows.push(...page.rows)
    total ??= page.total
    cursor = page.nextCursor
  } while (cursor !== null)
  return { rows, total }
}

describe('walking through a list page by page', () => {
  it('the order of the README meets every place once, in order', async () => {
    const { rows, total } = await walk({})
    expect(total).toBe(1200)
    expect(rows).toHaveLength(places)
    expect(new Set(rows.map((row) => `${row.id} ${row.sectionId}`)).size).toBe(places)
    const seen = [...new Set(rows.map((row) => row.sectionId))]
    const runs = rows.filter((row, index) => row.sectionId !== rows[index - 1]?.sectionId)
    expect(runs).toHaveLength(seen.length)
  })

  it.each(SORTS.filter((sort) => sort !== 'list'))(
    'sorted by %s, every paper comes once, ties and missing years included',
    async (sort) => {
      const { rows } = await walk({ sort })
      expect(new Set(rows.map((row) => row.id)).size).toBe(1200)
      expect(rows).toHaveLength(1200)
      if (sort === 'year') {
        const years = rows.map((row) => row.year ?? -1)
        expect(years).toEqual(years.toSorted((a, b) => b - a))
        expect(years.at(-1)).toBe(-1)
      }
    },
  )

  it.each(['list', 'year', 'title', 'added'] as const)(
    'a filtered view sorted by %s finds what the database counts',
    async (sort) => {
      const count = await prisma().paper.count({ where: { year: 2026 } })
      const { rows, total } = await walk({ sort, year: 2026 })
      expect(total).toBe(count)
      expect(new Set(rows.map((row) => row.id)).size).toBe(count)
      expect(rows.every((row) => row.year === 2026)).toBe(true)
    },
  )

  it.each(['list', 'title'] as const)('a search sorted by %s gives as many as it says', async (sort) => {
    const { rows, total } = await walk({ q: 'learning', sort })
    expect(rows.length).toBeGreaterThan(100)
    expect(rows).toHaveLength(total ?? 0)
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
  })

  it('a cursor that makes no sense gives the first page', async () => {
    const first = await unsafeListPapers(list.id, 0, FIRST_VIEW)
    for (const cursor of [
      'x',
      'eyJieSI6Imxpc3QifQ',
      Buffer.from('{"by":"list","section":"gone","position":3,"id":"x"}').toString('base64url'),
    ]) {
      expect((await unsafeListPapers(list.id, 0, { ...FIRST_VIEW, cursor })).rows).toEqual(first.rows)
    }
  })
})
