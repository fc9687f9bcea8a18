import { within } from '#lib/access/within.fixture.ts'
import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { addPaper, editPaper } from './commands.ts'
import { paperFieldsSchema } from './fields/fields-schema.ts'
import { getPaper } from './paper-queries.ts'
import { removePaper } from './removal-commands.ts'

const fields = (typed: Record<string, unknown>) => paperFieldsSchema.parse({ title: 'A title', ...typed })
const link = (url: string) => ({ kind: 'paper', url, label: '' })

async function room() {
  const list = await buildList()
  const section = await buildSection(list.id, { title: 'Post Pre-Training' })
  return { list, ref: { id: list.id }, sectionId: section.id }
}

describe('adding a paper', () => {
  it('reads authors, venue, year and the identifiers in its links', async () => {
    const { list, ref, sectionId } = await room()
    const typed = fields({
      title: '  Finetuned language models\n are zero-shot learners ',
      authors: 'Wei, J., Bosma, M., ... & Le, Q. V.',
      venue: 'ICLR',
      year: '2022',
      links: [link('https://arxiv.org/pdf/2109.01652v5'), { kind: 'code', url: '', label: '' }],
    })
    const { id } = await within(SYSTEM, ref, addPaper, { sectionId, fields: typed })
    expect(await within(SYSTEM, { slug: list.slug }, getPaper, id)).toMatchObject({
      title: 'Finetuned language models are zero-shot learners',
      authorsTruncated: true,
      venue: 'ICLR',
      year: 2022,
      abstract: null,
      version: 1,
      identifiers: [{ scheme: 'arxiv', value: '2109.01652' }],
      links: [{ kind: 'paper', url: 'https://arxiv.org/pdf/2109.01652v5', label: null }],
      placements: [{ sectionId, path: ['Post Pre-Training'] }],
    })
  })

  it('needs no more than a title and an arXiv number or a DOI', async () => {
    const { list, ref, sectionId } = await room()
    const { id } = await within(SYSTEM, ref, addPaper, { sectionId, fields: fields({ arxiv: 'arXiv:2304.11277v2' }) })
    expect((await within(SYSTEM, { slug: list.slug }, getPaper, id)).links).toEqual([
      { kind: 'paper', url: 'https://arxiv.org/abs/2304.11277', label: null },
    ])
    const other = await within(SYSTEM, ref, addPaper, { sectionId, fields: fields({ doi: '10.1000/182' }) })
    expect((await within(SYSTEM, { slug: list.slug }, getPaper, other.id)).identifiers).toEqual([
      { scheme: 'doi', value: '10.1000/182' },
    ])
  })

  it('names the paper that already has the identifier, and the field that gave it', async () => {
    const { list, ref, sectionId } = await room()
    const first = await buildPaper(list.id, sectionId, { title: 'FSDP', arxiv: '2304.11277' })
    const again = {
      sectionId,
      fields: fields({ links: [link('https://x.org/a'), link('https://arxiv.org/abs/2304.11277')] }),
    }
    await expect(within(SYSTEM, ref, addPaper, again)).rejects.toMatchObject({
      code: 'invalid',
      fields: { 'links.1.url': '“FSDP” in this list already has arXiv 2304.11277.' },
      details: { paperId: first.id },
    })
    await within(SYSTEM, ref, removePaper, first.id)
    await expect(
      within(SYSTEM, ref, addPaper, { sectionId, fields: fields({ arxiv: '2304.11277' }) }),
    ).rejects.toMatchObject({
      fields: { arxiv: expect.stringContaining('undo that removal') },
    })
    const elsewhere = await room()
    await within(SYSTEM, elsewhere.ref, addPaper, { ...elsewhere, fields: fields({ arxiv: '2304.11277' }) })
  })

  it('lets one of two people through who add the same paper at once', async () => {
    const { ref, sectionId } = await room()
    const typed = { sectionId, fields: fields({ arxiv: '2304.11277' }) }
    const both = await Promise.allSettled([within(SYSTEM, ref, addPaper, typed), within(SYSTEM, ref, addPaper, typed)])
    const refused = both.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'invalid' })
    expect(await prisma().paper.count({ where: { listId: ref.id } })).toBe(1)
  })

  it('is for admins', async () => {
    const { list, ref, sectionId } = await room()
    const cast = await buildCast(list.id)
    const typed = { sectionId, fields: fields({}) }
    await expect(within(cast.member, ref, addPaper, typed)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(within(cast.outsider, ref, addPaper, typed)).rejects.toMatchObject({ code: 'not_found' })
    await within(cast.admin, ref, addPaper, typed)
  })
})

describe('editing a paper', () => {
  it('replaces fields, links and identifiers, and counts the version up', async () => {
    const { list, ref, sectionId } = await room()
    const { member } = await buildCast(list.id)
    const paper = await buildPaper(list.id, sectionId, { url: 'https://arxiv.org/abs/2304.11277', arxiv: '2304.11277' })
    const typed = fields({
      title: 'New',
      year: '',
      links: [link('https://arxiv.org/abs/2109.01652')],
      doi: 'doi:10.1000/x',
    })
    expect(await within(member, ref, editPaper, paper.id, { fields: typed, baseVersion: 1 })).toEqual({ version: 2 })
    expect(await within(member, { slug: list.slug }, getPaper, paper.id)).toMatchObject({
      title: 'New',
      year: null,
      version: 2,
      identifiers: [
        { scheme: 'arxiv', value: '2109.01652' },
        { scheme: 'doi', value: '10.1000/x' },
      ],
    })
    const row = await prisma().paper.findUniqueOrThrow({ where: { id: paper.id } })
    expect(row.titleSort).toBe('new')
  })

  it('tells the second of two editors what the paper says now, and changes nothing', async () => {
    const { list, ref, sectionId } = await room()
    const paper = await buildPaper(list.id, sectionId, { arxiv: '2304.11277' })
    await within(SYSTEM, ref, editPaper, paper.id, {
      fields: fields({ title: 'Theirs', arxiv: '2304.11277' }),
      baseVersion: 1,
    })
    const second = within(SYSTEM, ref, editPaper, paper.id, { fields: fields({ title: 'Mine' }), baseVersion: 1 })
    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      details: { version: 2, values: { title: 'Theirs', arxiv: '' } },
    })
    expect((await within(SYSTEM, { slug: list.slug }, getPaper, paper.id)).title).toBe('Theirs')
  })

  it('keeps names that nobody touched exactly as they are', async () => {
    const { list, ref, sectionId } = await room()
    const authors = [{ family: 'The Team, with a comma' }, { family: 'Le', given: 'Q. V.', afterGap: true }]
    const paper = await buildPaper(list.id, sectionId, { authors })
    const typed = fields({ authors: 'The Team, with a comma; … Le, Q. V.' })
    await within(SYSTEM, ref, editPaper, paper.id, { fields: typed, baseVersion: 1 })
    expect((await within(SYSTEM, { slug: list.slug }, getPaper, paper.id)).authors).toEqual(authors)
  })

  it('is for members and admins', async () => {
    const { list, ref, sectionId } = await room()
    const cast = await buildCast(list.id)
    const paper = await buildPaper(list.id, sectionId)
    const input = { fields: fields({}), baseVersion: 1 }
    await expect(within(cast.viewer, ref, editPaper, paper.id, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(within(cast.stranger, ref, editPaper, paper.id, input)).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = await room()
    await expect(within(SYSTEM, elsewhere.ref, editPaper, paper.id, input)).rejects.toMatchObject({ code: 'not_found' })
  })
})
