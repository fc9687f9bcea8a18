import { describe, expect, it } from 'vitest'
import { SYSTEM } from './roles.ts'
import { buildCast, buildList } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { changeList } from './change-list.ts'
import { requireList } from './open-list.ts'

describe('the gate of a list', () => {
  it('answers outsiders and strangers as if the list were not there', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    for (const actor of [cast.outsider, cast.stranger]) {
      await expect(requireList(actor, { slug: list.slug }, 'list.read')).rejects.toMatchObject({ code: 'not_found' })
      await expect(requireList(actor, { slug: list.slug }, 'paper.edit')).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('tells a viewer that they may read but not edit', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    await expect(requireList(cast.viewer, { id: list.id }, 'list.read')).resolves.toMatchObject({ role: 'VIEWER' })
    await expect(requireList(cast.viewer, { id: list.id }, 'note.edit')).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('raises the revision with every change, and not with a refused one', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    const rename = (title: string) => (context: Parameters<Parameters<typeof changeList>[3]>[0]) =>
      context.db.list.update({ where: { id: list.id }, data: { title } }).then(() => ({ result: title }))
    await expect(changeList(cast.viewer, { id: list.id }, 'list.edit', rename('no'))).rejects.toThrow()
    expect(await changeList(SYSTEM, { id: list.id }, 'list.edit', rename('yes'))).toBe('yes')
    const after = await prisma().list.findUniqueOrThrow({ where: { id: list.id } })
    expect([after.title, after.revision]).toEqual(['yes', 1])
  })
})
