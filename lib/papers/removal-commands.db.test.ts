import { within } from '#lib/access/within.fixture.ts'
import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { getPaper } from './paper-queries.ts'
import { movePaper, placePaper } from './placement-commands.ts'
import { removePaper, removePlacement, removeSection, undoRemoval } from './removal-commands.ts'
import { findRemoval, listRemovals } from './removal-queries.ts'

async function shelf(titles: string) {
  const list = await buildList()
  const section = await buildSection(list.id, { title: 'Shelf' })
  const papers = []
  for (const title of titles.split(' ')) papers.push(await buildPaper(list.id, section.id, { title }))
  const places = await prisma().placement.findMany({ where: { sectionId: section.id }, orderBy: { position: 'asc' } })
  return { list, ref: { id: list.id }, section, papers, places }
}

async function seen(sectionId: string): Promise<string> {
  const rows = await prisma().placement.findMany({
    where: { sectionId, removalId: null, section: { removalId: null } },
    select: { paper: { select: { title: true } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => row.paper.title).join(' ')
}

describe('removing and undoing', () => {
  it('puts a paper back between its neighbours, also after others moved', async () => {
    const { ref, section, papers, places } = await shelf('a b c d')
    const { removalId } = await within(SYSTEM, ref, removePaper, papers[1]!.id)
    expect(await seen(section.id)).toBe('a c d')
    await within(SYSTEM, ref, movePaper, places[3]!.id, { sectionId: section.id, position: 0 })
    expect(await seen(section.id)).toBe('d a c')
    await within(SYSTEM, ref, undoRemoval, removalId)
    expect(await seen(section.id)).toBe('d a b c')
    expect(await within(SYSTEM, ref, listRemovals)).toEqual([])
  })

  it('hides a removed paper from its page until it is put back', async () => {
    const { list, ref, papers } = await shelf('a')
    const { removalId } = await within(SYSTEM, ref, removePaper, papers[0]!.id)
    await expect(within(SYSTEM, { slug: list.slug }, getPaper, papers[0]!.id)).rejects.toMatchObject({
      code: 'not_found',
    })
    await within(SYSTEM, ref, undoRemoval, removalId)
    await expect(within(SYSTEM, { slug: list.slug }, getPaper, papers[0]!.id)).resolves.toMatchObject({ title: 'a' })
  })

  it('takes a paper out of one section and leaves it in the other', async () => {
    const { list, ref, papers, places } = await shelf('a')
    const other = await buildSection(list.id, { title: 'Other' })
    await within(SYSTEM, ref, placePaper, papers[0]!.id, other.id)
    await within(SYSTEM, ref, removePlacement, places[0]!.id)
    const paper = await within(SYSTEM, { slug: list.slug }, getPaper, papers[0]!.id)
    expect(paper.placements.map((placement) => placement.path)).toEqual([['Other']])
  })

  it('removes a section with everything below it and restores exactly that', async () => {
    const { list, ref, section, papers } = await shelf('a b')
    const inner = await buildSection(list.id, { title: 'Inner', parentId: section.id })
    await buildPaper(list.id, inner.id, { title: 'c' })
    const before = await prisma().placement.findMany({ where: { listId: list.id }, orderBy: { id: 'asc' } })
    const first = await within(SYSTEM, ref, removePaper, papers[0]!.id)
    const second = await within(SYSTEM, ref, removeSection, section.id)
    expect([await seen(section.id), await seen(inner.id)]).toEqual(['', ''])
    expect((await within(SYSTEM, ref, listRemovals))[0]).toMatchObject({
      kind: 'SECTION',
      sectionCount: 2,
      paperCount: 2,
    })

    const tooEarly = within(SYSTEM, ref, undoRemoval, first.removalId)
    await expect(tooEarly).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Shelf') })

    await within(SYSTEM, ref, undoRemoval, second.removalId)
    expect([await seen(section.id), await seen(inner.id)]).toEqual(['b', 'c'])
    await within(SYSTEM, ref, undoRemoval, first.removalId)
    expect(await prisma().placement.findMany({ where: { listId: list.id }, orderBy: { id: 'asc' } })).toEqual(before)
  })

  it('does not double a paper that someone put back by hand', async () => {
    const { list, ref, section, papers, places } = await shelf('a b')
    const other = await buildSection(list.id, { title: 'Other' })
    await within(SYSTEM, ref, placePaper, papers[0]!.id, other.id)
    const { removalId } = await within(SYSTEM, ref, removePlacement, places[0]!.id)
    await within(SYSTEM, ref, placePaper, papers[0]!.id, section.id)
    await within(SYSTEM, ref, undoRemoval, removalId)
    expect(await seen(section.id)).toBe('b a')
  })

  it('is for admins', async () => {
    const { list, ref, section, papers, places } = await shelf('a')
    const cast = await buildCast(list.id)
    const { removalId } = await within(cast.admin, ref, removePaper, papers[0]!.id)
    for (const actor of [cast.member, cast.viewer]) {
      await expect(within(actor, ref, undoRemoval, removalId)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(within(actor, ref, listRemovals)).rejects.toMatchObject({ code: 'forbidden' })
      expect(await within(actor, ref, findRemoval, removalId)).toBeNull()
      await expect(within(actor, ref, removePlacement, places[0]!.id)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(within(actor, ref, removeSection, section.id)).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(await within(cast.admin, ref, findRemoval, removalId)).toMatchObject({ title: 'a', paperCount: 1 })
    await expect(within(cast.outsider, ref, undoRemoval, removalId)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('placing and moving papers', () => {
  it('moves a paper to the end of another section', async () => {
    const { list, ref, section, places } = await shelf('a b')
    const other = await buildSection(list.id)
    await buildPaper(list.id, other.id, { title: 'x' })
    await within(SYSTEM, ref, movePaper, places[0]!.id, { sectionId: other.id, position: null })
    expect([await seen(section.id), await seen(other.id)]).toEqual(['b', 'x a'])
  })

  it('keeps a paper once in a section', async () => {
    const { list, ref, section, papers, places } = await shelf('a')
    await expect(within(SYSTEM, ref, placePaper, papers[0]!.id, section.id)).rejects.toMatchObject({
      fields: { sectionId: expect.stringContaining('Shelf') },
    })
    const other = await buildSection(list.id)
    const { placementId } = await within(SYSTEM, ref, placePaper, papers[0]!.id, other.id)
    const onto = { sectionId: section.id, position: null }
    await expect(within(SYSTEM, ref, movePaper, placementId, onto)).rejects.toMatchObject({ code: 'invalid' })
    await within(SYSTEM, ref, movePaper, places[0]!.id, onto)
  })

  it('does not reach into another list', async () => {
    const { ref, papers, places } = await shelf('a')
    const foreign = await buildSection((await buildList()).id)
    await expect(within(SYSTEM, ref, placePaper, papers[0]!.id, foreign.id)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      within(SYSTEM, ref, movePaper, places[0]!.id, { sectionId: foreign.id, position: null }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
