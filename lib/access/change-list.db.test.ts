import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Operation, SYSTEM } from './roles.ts'
import { buildCast, buildList } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { changeList } from './change-list.ts'
import type { ListAccess } from './list-access.ts'
import { openList } from './open-list.ts'
import { within } from './within.fixture.ts'

const ROOT = join(import.meta.dirname, '../..')
const LIST = {
  id: 'a',
  slug: 'a',
  title: 'A',
  description: null,
  visibility: 'PRIVATE' as const,
  revision: 0,
  contents: 0,
  katexMacros: {},
}

describe('the gate of a list', () => {
  it('answers outsiders and strangers as if the list were not there', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    for (const actor of [cast.outsider, cast.stranger]) {
      await expect(openList(actor, { slug: list.slug })).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('tells a viewer that they may read but not edit', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    const access = await openList(cast.viewer, { id: list.id })
    expect(access.require('list.read')).toMatchObject({ role: 'VIEWER' })
    expect([access.can('note.read'), access.can('note.edit')]).toEqual([true, false])
    expect(() => access.require('note.edit')).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })

  it('raises the revision with every change, and not with a refused one', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    const rename = (access: ListAccess, title: string) =>
      changeList(access, 'list.edit', async ({ db }) => {
        await db.list.update({ where: { id: list.id }, data: { title } })
        return { result: title }
      })
    await expect(within(cast.viewer, { id: list.id }, rename, 'no')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await within(SYSTEM, { id: list.id }, rename, 'yes')).toBe('yes')
    const after = await prisma().list.findUniqueOrThrow({ where: { id: list.id } })
    expect([after.title, after.revision]).toEqual(['yes', 1])
  })

  it('raises what counts are kept by only where sections, papers or where they stand change', async () => {
    const { id } = await buildList()
    const access = await openList(SYSTEM, { id })
    const after = async (operation: Operation) => {
      await changeList(access, operation, () => Promise.resolve({ result: null }))
      const { list } = await openList(SYSTEM, { id })
      return [list.revision, list.contents]
    }
    expect(await after('comment.write')).toEqual([1, 0])
    expect(await after('run.save')).toEqual([2, 0])
    expect(await after('paper.edit')).toEqual([3, 1])
    expect(await after('list.import')).toEqual([4, 2])
  })

  it('asks again as it changes: a right that was taken away since the list was opened is gone', async () => {
    const list = await buildList()
    const { admin } = await buildCast(list.id)
    const access = await openList(admin, { id: list.id })
    const userId = access.userId ?? ''
    await prisma().member.update({ where: { listId_userId: { listId: list.id, userId } }, data: { role: 'VIEWER' } })
    const change = () => changeList(access, 'list.edit', () => Promise.resolve({ result: 'changed' }))
    await expect(change()).rejects.toMatchObject({ code: 'forbidden' })
    await prisma().member.delete({ where: { listId_userId: { listId: list.id, userId } } })
    await expect(change()).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is a type that nothing else has', () => {
    const header = { ...LIST, role: 'ADMIN' as const }
    const forged = { actor: SYSTEM, userId: null, list: header, can: () => true, require: () => header }
    // @ts-expect-error A plain object with all that an access has is none.
    const access: ListAccess = forged
    expect(access.can('list.delete')).toBe(true)
  })

  it('is made in one place', () => {
    const files = globSync('{app,bench,cli,components,e2e,lib,prisma,realtime,scripts,server}/**/*.{ts,tsx}', {
      cwd: ROOT,
    })
    const makers = files.filter((file) =>
      /\bas (unknown as )?ListAccess\b|<ListAccess>\w/.test(readFileSync(join(ROOT, file), 'utf8')),
    )
    expect(makers.filter((file) => !file.endsWith('.test.ts'))).toEqual(['lib/access/open-list.ts'])
  })
})
