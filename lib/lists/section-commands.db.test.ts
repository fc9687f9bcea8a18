import { within } from '#lib/access/within.fixture.ts'
import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { buildCast, buildList, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { addSection, moveSection, renameSection } from './section-commands.ts'

async function titlesOf(listId: string, parentId: string | null = null): Promise<string> {
  const rows = await prisma().section.findMany({
    where: { listId, parentId, removalId: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => row.title).join(' ')
}

async function listWith(titles: string) {
  const list = await buildList()
  const sections: Record<string, string> = {}
  for (const title of titles.split(' ')) sections[title] = (await buildSection(list.id, { title })).id
  const id = (title: string) => sections[title] ?? ''
  return { ref: { id: list.id }, listId: list.id, id }
}

describe('the sections of a list', () => {
  it('are added, renamed and moved by admins only', async () => {
    const { ref, listId, id } = await listWith('A B')
    const cast = await buildCast(listId)
    for (const actor of [cast.member, cast.viewer]) {
      await expect(within(actor, ref, addSection, { title: 'C', parentId: null })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(within(actor, ref, renameSection, id('A'), 'C')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(within(actor, ref, moveSection, id('A'), { direction: 'down' })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    await within(cast.admin, ref, addSection, { title: 'C', parentId: null })
    expect(await titlesOf(listId)).toBe('A B C')
  })

  it('move past a neighbour, and stay where they are at the ends', async () => {
    const { ref, listId, id } = await listWith('A B C')
    await within(SYSTEM, ref, moveSection, id('C'), { direction: 'up' })
    expect(await titlesOf(listId)).toBe('A C B')
    await within(SYSTEM, ref, moveSection, id('A'), { direction: 'down' })
    expect(await titlesOf(listId)).toBe('C A B')
    await within(SYSTEM, ref, moveSection, id('C'), { direction: 'up' })
    await within(SYSTEM, ref, moveSection, id('B'), { direction: 'down' })
    expect(await titlesOf(listId)).toBe('C A B')
  })

  it('move to another parent with everything in them, numbered anew', async () => {
    const { ref, listId, id } = await listWith('A B C')
    await within(SYSTEM, ref, addSection, { title: 'inner', parentId: id('A') })
    await within(SYSTEM, ref, moveSection, id('C'), { parentId: id('A'), position: 0 })
    expect([await titlesOf(listId), await titlesOf(listId, id('A'))]).toEqual(['A B', 'C inner'])
    const positions = await prisma().section.findMany({ where: { parentId: id('A') }, orderBy: { position: 'asc' } })
    expect(positions.map((row) => row.position)).toEqual([0, 1])
  })

  it('are never moved into themselves, also not by two people at once', async () => {
    const { ref, listId, id } = await listWith('A B')
    const inner = await within(SYSTEM, ref, addSection, { title: 'inner', parentId: id('A') })
    for (const parentId of [id('A'), inner.id]) {
      const move = within(SYSTEM, ref, moveSection, id('A'), { parentId, position: null })
      await expect(move).rejects.toMatchObject({ code: 'invalid', fields: { parentId: expect.any(String) } })
    }
    const both = await Promise.allSettled([
      within(SYSTEM, ref, moveSection, id('A'), { parentId: id('B'), position: null }),
      within(SYSTEM, ref, moveSection, id('B'), { parentId: id('A'), position: null }),
    ])
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await titlesOf(listId)).split(' ')).toHaveLength(1)
  })

  it('nest no deeper than the headings of a README', async () => {
    const { ref, id } = await listWith('one')
    let parentId = id('one')
    for (const title of ['two', 'three', 'four', 'five', 'six']) {
      parentId = (await within(SYSTEM, ref, addSection, { title, parentId })).id
    }
    await expect(within(SYSTEM, ref, addSection, { title: 'seven', parentId })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('have a title that differs from their neighbours', async () => {
    const { ref, id } = await listWith('A B')
    await expect(within(SYSTEM, ref, addSection, { title: 'a', parentId: null })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(within(SYSTEM, ref, renameSection, id('A'), 'B')).rejects.toMatchObject({
      fields: { title: expect.any(String) },
    })
    await within(SYSTEM, ref, renameSection, id('A'), 'a')
  })

  it('of another list are not there', async () => {
    const { ref } = await listWith('A')
    const other = await listWith('X')
    await expect(within(SYSTEM, ref, renameSection, other.id('X'), 'Y')).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(SYSTEM, ref, addSection, { title: 'Y', parentId: other.id('X') })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
