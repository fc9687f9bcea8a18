import { headerOf, within } from '#lib/access/within.fixture.ts'
import { describe, expect, it } from 'vitest'
import { actorOf, buildCast, buildList, buildPaper, buildSection, buildUser } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { createList, deleteList, editList } from './commands.ts'
import { getListSettings, getOutline, listLists } from './queries.ts'
import { newListSchema } from './schema.ts'

const input = (fields: { title: string; slug?: string }) => newListSchema.parse(fields)

describe('lists', () => {
  it('an installation admin makes a list and is its admin', async () => {
    const root = actorOf(await buildUser({ isInstallationAdmin: true }))
    const { slug } = await createList(root, input({ title: 'Diffusion papers' }))
    expect(slug).toBe('diffusion-papers')
    expect(await within(root, { slug }, headerOf)).toMatchObject({
      title: 'Diffusion papers',
      role: 'ADMIN',
      katexMacros: {},
    })
    expect((await createList(root, input({ title: 'Diffusion papers' }))).slug).toBe('diffusion-papers-2')
    expect(await prisma().member.count({ where: { list: { slug } } })).toBe(1)
  })

  it('nobody else makes lists', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    for (const actor of [cast.admin, cast.member, cast.viewer, cast.outsider, cast.stranger]) {
      await expect(createList(actor, input({ title: 'Mine' }))).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  it('a taken address is told at its field', async () => {
    const taken = await buildList()
    const other = await buildList()
    const cast = await buildCast(other.id)
    const refused = { code: 'invalid', fields: { slug: expect.stringContaining('already') } }
    await expect(createList(cast.installationAdmin, input({ title: 'T', slug: taken.slug }))).rejects.toMatchObject(
      refused,
    )
    await expect(within(cast.admin, { id: other.id }, editList, { slug: taken.slug })).rejects.toMatchObject(refused)
  })

  it('an admin edits the list, and what is left out stays', async () => {
    const list = await buildList({ title: 'Before' })
    const { admin, member, viewer } = await buildCast(list.id)
    await within(admin, { slug: list.slug }, editList, {
      katexMacros: { '\\R': '\\mathbb{R}' },
      noteTemplate: '## Claim',
    })
    await within(admin, { slug: list.slug }, editList, { title: 'After', katexMacros: undefined })
    expect(await within(admin, { slug: list.slug }, getListSettings)).toMatchObject({
      title: 'After',
      noteTemplate: '## Claim',
      katexMacros: { '\\R': '\\mathbb{R}' },
      revision: 2,
    })
    await expect(within(member, { id: list.id }, editList, { title: 'No' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(within(viewer, { slug: list.slug }, getListSettings)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('people see the lists that they are in, the installation’s admin all, strangers none', async () => {
    const list = await buildList({ title: 'Seen' })
    const section = await buildSection(list.id)
    await buildPaper(list.id, section.id)
    const cast = await buildCast(list.id)
    expect(await listLists(cast.viewer)).toMatchObject([{ title: 'Seen', role: 'VIEWER', papers: 1 }])
    expect(await listLists(cast.outsider)).toEqual([])
    expect(await listLists(cast.stranger)).toEqual([])
    expect((await listLists(cast.installationAdmin)).map(({ id }) => id)).toContain(list.id)
    await expect(within(cast.outsider, { slug: list.slug }, headerOf)).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(cast.stranger, { slug: list.slug }, getOutline)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('an admin deletes a list with everything in it', async () => {
    const list = await buildList()
    const { admin, member } = await buildCast(list.id)
    const section = await buildSection(list.id)
    await buildPaper(list.id, section.id, { arxiv: '2109.01652', note: 'Text' })
    await expect(within(member, { id: list.id }, deleteList)).rejects.toMatchObject({ code: 'forbidden' })
    await within(admin, { id: list.id }, deleteList)
    expect(await prisma().paper.count({ where: { listId: list.id } })).toBe(0)
    await expect(within(admin, { slug: list.slug }, headerOf)).rejects.toMatchObject({ code: 'not_found' })
  })
})
