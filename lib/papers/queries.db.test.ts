import { within } from '#lib/access/within.fixture.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/access/roles.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { unsafeIndexNotes } from '#lib/notes/index-commands.ts'
import { getListPage, listPapers, unsafeListPapers } from './queries.ts'
import { FIRST_VIEW, type ListView } from './view/view.ts'

let list: { id: string; slug: string }
let cast: Awaited<ReturnType<typeof buildCast>>
const ids = { papers: '', pre: '', post: '', hardware: '' }

const ask = (view: Partial<ListView> = {}, actor: Actor = cast.viewer) =>
  within(actor, { slug: list.slug }, listPapers, { ...FIRST_VIEW, ...view })
const titles = async (view: Partial<ListView> = {}) => (await ask(view)).rows.map((row) => row.title)

const LEARNING = 'Learning without training: The implicit dynamics of in-context learning'
const FINETUNED = 'Finetuned language models are zero-shot learners'
const FSDP = 'Pytorch fsdp: experiences on scaling fully sharded data parallel'

beforeAll(async () => {
  list = await buildList()
  cast = await buildCast(list.id)
  const section = async (title: string, parentId?: string) =>
    (await buildSection(list.id, { title, ...(parentId ? { parentId } : {}) })).id
  ids.papers = await section('Papers')
  ids.pre = await section('Pre-Training', ids.papers)
  ids.post = await section('Post Pre-Training', ids.papers)
  ids.hardware = await section('Hardware', ids.papers)
  await buildPaper(list.id, ids.post, {
    title: LEARNING,
    authors: [{ family: 'Dherin', given: 'B.' }],
    venue: 'arXiv',
    year: 2025,
    arxiv: '2507.16003',
    url: 'https://arxiv.org/pdf/2507.16003',
    note: 'The attention block modifies the weights.',
  })
  await buildPaper(list.id, ids.post, {
    title: FINETUNED,
    authors: [{ family: 'Wei', given: 'J.' }],
    venue: 'ICLR',
    year: 2022,
    arxiv: '2109.01652',
  })
  await buildPaper(list.id, ids.hardware, {
    title: FSDP,
    authors: [{ family: 'Zhao', given: 'Y.' }],
    venue: 'arXiv',
    year: 2023,
    arxiv: '2304.11277',
  })
})

describe('the papers of a list', () => {
  it('stand in the order of the README, each with all that its row shows', async () => {
    const page = await ask()
    expect(page.rows.map((row) => row.title)).toEqual([LEARNING, FINETUNED, FSDP])
    expect(page).toMatchObject({ total: 3, of: 3, nextCursor: null, afterSectionId: null })
    expect(page.rows[0]).toMatchObject({
      authors: [{ family: 'Dherin', given: 'B.' }],
      authorsTruncated: false,
      venue: 'arXiv',
      year: 2025,
      hasNote: true,
      links: [{ kind: 'paper', url: 'https://arxiv.org/pdf/2507.16003', label: null }],
      identifiers: [{ scheme: 'arxiv', value: '2507.16003' }],
      sectionId: ids.post,
    })
    expect(page.facets.years).toEqual([
      { year: 2025, count: 1 },
      { year: 2023, count: 1 },
      { year: 2022, count: 1 },
    ])
    expect(page.facets.venues).toEqual([
      { venue: 'arXiv', count: 2 },
      { venue: 'ICLR', count: 1 },
    ])
  })

  it('come with the sections, the empty one among them', async () => {
    const { outline, list: header } = await within(cast.member, { slug: list.slug }, getListPage, FIRST_VIEW)
    expect(outline).toMatchObject([
      { title: 'Papers', total: 3, children: [{ title: 'Pre-Training', total: 0 }, { total: 2 }, { total: 1 }] },
    ])
    expect(header.role).toBe('MEMBER')
  })

  it('are kept from outsiders and strangers as if the list were not there', async () => {
    for (const actor of [cast.outsider, cast.stranger])
      await expect(ask({}, actor)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are narrowed by section with all below it, year and venue', async () => {
    expect(await titles({ section: ids.papers })).toHaveLength(3)
    expect(await titles({ section: ids.post })).toEqual([LEARNING, FINETUNED])
    expect(await titles({ section: ids.pre })).toEqual([])
    expect(await titles({ venue: 'arXiv' })).toEqual([LEARNING, FSDP])
    expect(await titles({ venue: 'arXiv', year: 2023 })).toEqual([FSDP])
    expect(await ask({ section: ids.hardware, year: 2025 })).toMatchObject({ rows: [], total: 0, of: 3 })
    expect(await ask({ section: 'not-a-section' })).toMatchObject({ rows: [], total: 0, of: 3 })
  })

  it('are sorted by year, title and time of adding', async () => {
    expect(await titles({ sort: 'year' })).toEqual([LEARNING, FSDP, FINETUNED])
    expect(await titles({ sort: 'title' })).toEqual([FINETUNED, LEARNING, FSDP])
    expect((await titles({ sort: 'added' }))[0]).toBe(FSDP)
    expect(await titles({ sort: 'title', section: ids.post, venue: 'ICLR' })).toEqual([FINETUNED])
  })
})

describe('a search', () => {
  const found = async (q: string) => (await titles({ q }))[0]

  it('finds words of the title in any form, authors and venues', async () => {
    expect(await found('language model')).toBe(FINETUNED)
    expect(await found('wei finetuned')).toBe(FINETUNED)
    expect(await found('Zhao')).toBe(FSDP)
    expect(await titles({ q: 'ICLR' })).toEqual([FINETUNED])
    expect(await titles({ q: 'learning -implicit' })).not.toContain(LEARNING)
    expect(await found('"sharded data"')).toBe(FSDP)
  })

  it('finds a title with a typo', async () => {
    expect(await found('Finetuned langauge models')).toBe(FINETUNED)
    expect(await found('pytorch fdsp')).toBe(FSDP)
    expect(await found('langauge')).toBe(FINETUNED)
    expect(await found('implict dynamics')).toBe(LEARNING)
    expect(await found('Pytoch')).toBe(FSDP)
  })

  it('finds what is still being typed', async () => {
    expect(await found('fully shar')).toBe(FSDP)
  })

  it('finds a pasted arXiv id or address, and nothing else then', async () => {
    for (const q of ['2109.01652', 'arXiv:2109.01652v2', 'https://arxiv.org/abs/2109.01652'])
      expect(await titles({ q })).toEqual([FINETUNED])
    expect(await titles({ q: '2109.99999' })).toEqual([])
  })

  it('looks into notes, but not where notes are not shared', async () => {
    expect(await found('attention block')).toBe(LEARNING)
    const view = { ...FIRST_VIEW, q: 'attention block' }
    expect((await unsafeListPapers(list.id, 0, view)).rows).toEqual([])
    expect((await unsafeListPapers(list.id, 0, FIRST_VIEW)).rows.map((row) => row.hasNote)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('looks into a note that is being typed in as it stands now, and as it was indexed no more', async () => {
    const paperId = (await prisma().paper.findFirstOrThrow({ where: { listId: list.id, title: LEARNING } })).id
    const write = async (text: string, isUnindexed: boolean) =>
      void (await prisma().note.update({ where: { paperId }, data: { text, isUnindexed } }))
    await write('Only today: quokkas.', true)
    expect(await titles({ q: 'quokka' })).toEqual([LEARNING])
    expect(await titles({ q: 'attention block' })).toEqual([])
    const view = { ...FIRST_VIEW, q: 'quokka' }
    expect((await unsafeListPapers(list.id, 0, view)).rows).toEqual([])
    const other = await buildList()
    expect((await unsafeListPapers(other.id, 0, view, { includeNotes: true })).rows).toEqual([])
    expect(await unsafeIndexNotes([paperId])).toEqual([])
    expect(await titles({ q: 'quokka' })).toEqual([LEARNING])
    await write('The attention block modifies the weights.', false)
    expect(await titles({ q: 'quokka' })).toEqual([])
    expect(await found('attention block')).toBe(LEARNING)
  })

  it('puts the paper with that very title first', async () => {
    expect(await found(LEARNING)).toBe(LEARNING)
    expect(await ask({ q: FSDP })).toMatchObject({ total: 1, of: 3 })
  })

  it('goes together with filters and sorts', async () => {
    expect(await titles({ q: 'learning', venue: 'ICLR' })).toEqual([FINETUNED])
    expect(await titles({ q: 'scaling', section: ids.post })).toEqual([])
    expect(await titles({ q: 'experiences', sort: 'title', year: 2023 })).toEqual([FSDP])
  })

  it('finds nothing, calmly, for what cannot be found or said in a query', async () => {
    for (const q of ['xyzzy', "'", '" -', ':* & !', '\\', '%', 'a', '$O(n)$ <b>', 'the of', '🦊']) {
      expect(Array.isArray(await titles({ q })), q).toBe(true)
    }
  })
})

describe('a shared part of a list', () => {
  it('shows nothing outside of its section', async () => {
    const within = (view: Partial<ListView>) =>
      unsafeListPapers(list.id, 0, { ...FIRST_VIEW, ...view }, { withinSectionId: ids.hardware })
    expect(await within({})).toMatchObject({
      total: 1,
      of: 1,
      facets: { years: [{ year: 2023 }], venues: [{ venue: 'arXiv', count: 1 }] },
    })
    expect((await within({ section: ids.post })).rows).toEqual([])
    expect((await within({ q: 'language' })).rows).toEqual([])
    expect((await within({ q: '2109.01652' })).rows).toEqual([])
  })

  it('shows one paper alone where that is what is shared', async () => {
    const paper = await prisma().paper.findFirstOrThrow({ where: { title: FSDP } })
    for (const view of [{}, { sort: 'title' as const }, { q: 'Wei' }]) {
      const page = await unsafeListPapers(list.id, 0, { ...FIRST_VIEW, ...view }, { paperId: paper.id })
      expect(page.rows.every((row) => row.id === paper.id)).toBe(true)
      expect(page.of).toBe(1)
    }
  })
})

describe('what was removed', () => {
  it('shows nowhere, and a paper that still stands elsewhere does', async () => {
    const other = await buildList()
    const [a, b] = [await buildSection(other.id, { title: 'A' }), await buildSection(other.id, { title: 'B' })]
    const gone = await buildPaper(other.id, a.id, { title: 'Gone entirely', year: 2020, arxiv: '2001.00001' })
    const both = await buildPaper(other.id, a.id, { title: 'Still in B', year: 2020 })
    await prisma().placement.create({ data: { listId: other.id, paperId: both.id, sectionId: b.id, position: 0 } })
    const see = async (view: Partial<ListView>, revision: number) =>
      (await unsafeListPapers(other.id, revision, { ...FIRST_VIEW, ...view }, { includeNotes: true })).rows.map(
        (row) => row.title,
      )
    expect(await see({}, 0)).toEqual(['Gone entirely', 'Still in B', 'Still in B'])
    expect(await see({ sort: 'title' }, 0)).toEqual(['Gone entirely', 'Still in B'])
    const removal = await prisma().removal.create({ data: { listId: other.id, kind: 'SECTION', title: 'A' } })
    await prisma().placement.updateMany({ where: { sectionId: a.id }, data: { removalId: removal.id } })
    await prisma().section.update({ where: { id: a.id }, data: { removalId: removal.id } })
    const views: Partial<ListView>[] = [
      {},
      { sort: 'year' },
      { year: 2020 },
      { sort: 'title', year: 2020 },
      { q: 'still' },
      { q: 'stlil' },
    ]
    for (const view of views) expect(await see(view, 1), JSON.stringify(view)).toEqual(['Still in B'])
    expect(await see({ q: 'Gone entirely' }, 1)).not.toContain(gone.title)
    expect(await see({ q: '2001.00001' }, 1)).toEqual([])
    expect(await see({ section: a.id }, 1)).toEqual([])
  })
})
