import { within } from '#lib/access/within.fixture.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { GIF, PNG } from '#lib/assets/images.fixture.ts'
import { unsafeExportList } from '#lib/readme/write/queries.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { movePaper, placePaper } from '#lib/papers/placement-commands.ts'
import { buildCast, buildList, buildPaper } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { applyDraft, createDraft, decideDraft } from '#lib/readme/apply/draft-commands.ts'
import { getDraftPreview } from '#lib/readme/apply/draft-queries.ts'
import { listImports } from '#lib/readme/apply/queries.ts'
import { undoImport } from './undo-commands.ts'

const SEED = readFileSync(join(import.meta.dirname, '../../../../prisma/seed/README.md'), 'utf8')
const NEWER = SEED.replace('ICLR (2022)', 'ICLR (2023)')
  .replace('https://arxiv.org/abs/2109.01652', 'https://arxiv.org/pdf/2109.01652v5')
  .replace('- They basically show', '- They clearly show')
  .replace('## Post Pre-Training', '## After Pre-Training')
  .replace('**Pytorch fsdp: experiences on', '**PyTorch FSDP: lessons from')
  .concat('\n## More\n\nLi, A. [**Another paper of ours**](https://arxiv.org/abs/2401.00001) arXiv (2024)\n')

type Ref = { id: string }
const file = (text: string, image?: Uint8Array) => ({
  bytes: new TextEncoder().encode(text),
  origin: 'README.md',
  assets: new Map(image ? [['assets/fsdp.png', image]] : []),
})
const bring = async (ref: Ref, text: string, image?: Uint8Array) => {
  const { revisionId, ...report } = await within(SYSTEM, ref, importReadme, file(text, image))
  return { ...report, revisionId: revisionId ?? '' }
}
const made = async (): Promise<Ref> => ({ id: (await buildList()).id })
const paper = (ref: Ref, title: string) =>
  prisma().paper.findFirstOrThrow({
    where: { listId: ref.id, title: { contains: title } },
    include: { note: true, placements: { include: { section: true } } },
  })
const sectionId = async (ref: Ref, title: string) =>
  (await prisma().section.findFirstOrThrow({ where: { listId: ref.id, title } })).id

/** What people and the next merge see of a list; versions and moments aside. */
async function standing({ id: listId }: Ref) {
  const where = { listId }
  const orderBy = { id: 'asc' as const }
  const ofPaper = { paper: { listId } }
  const [sections, papers, links, identifiers, places, notes, assets, removals] = await Promise.all([
    prisma().section.findMany({ where, orderBy, omit: { createdAt: true } }),
    prisma().paper.findMany({ where, orderBy, omit: { createdAt: true, updatedAt: true, version: true } }),
    prisma().link.findMany({ where: ofPaper, orderBy: [{ paperId: 'asc' }, { position: 'asc' }], omit: { id: true } }),
    prisma().identifier.findMany({ where, orderBy: { value: 'asc' }, omit: { id: true } }),
    prisma().placement.findMany({ where, orderBy, omit: { createdAt: true } }),
    prisma().note.findMany({
      where: { ...ofPaper, text: { not: '' } },
      orderBy: { paperId: 'asc' },
      select: { paperId: true, text: true, importedText: true },
    }),
    prisma().listAsset.findMany({ where, orderBy: { path: 'asc' } }),
    prisma().removal.findMany({ where, orderBy }),
  ])
  const text = new TextDecoder().decode((await unsafeExportList(listId)).bytes)
  return { sections, papers, links, identifiers, places, notes, assets, removals, text }
}

describe('undoing an import', () => {
  it('of a first file leaves the list as empty as it was', async () => {
    const ref = await made()
    const before = await standing(ref)
    const { revisionId } = await bring(ref, SEED, PNG)
    expect((await standing(ref)).papers).toHaveLength(3)
    expect(await within(SYSTEM, ref, undoImport, revisionId)).toEqual({ kept: [] })
    expect(await standing(ref)).toEqual(before)
    expect((await bring(ref, SEED)).counts).toMatchObject({ added: 3 })
  })

  it('puts back everything that the import changed, and the text that the next one starts from', async () => {
    const ref = await made()
    await bring(ref, SEED, PNG)
    const { id: byHand } = await buildPaper(ref.id, await sectionId(ref, 'Hardware'), { title: 'By hand' })
    const before = await standing(ref)
    const first = await bring(ref, NEWER, GIF)
    expect(first.counts).toMatchObject({ added: 1, changed: 2 })
    expect(await standing(ref)).not.toEqual(before)
    expect(await within(SYSTEM, ref, undoImport, first.revisionId)).toEqual({ kept: [] })
    expect(await standing(ref)).toEqual(before)
    expect(before.text).toContain('By hand')
    const again = await bring(ref, NEWER, GIF)
    expect(again.counts).toEqual(first.counts)
    expect(await prisma().paper.count({ where: { id: byHand } })).toBe(1)
  })

  it('brings back what a person agreed to remove, and a corrected paper’s old fields', async () => {
    const ref = await made()
    await bring(ref, SEED)
    const before = await standing(ref)
    const shorter = SEED.slice(0, SEED.indexOf('Zhao, Y.'))
    const { id } = await within(SYSTEM, ref, createDraft, file(shorter))
    const { papers, removals } = await within(SYSTEM, ref, getDraftPreview, id)
    await within(SYSTEM, ref, decideDraft, id, {
      entries: { [papers[0]?.key ?? '']: { title: 'A corrected title', authors: 'Somebody Else' } },
      choices: {},
      remove: removals.map((removal) => removal.id),
    })
    const { revisionId } = await within(SYSTEM, ref, applyDraft, id)
    expect((await standing(ref)).removals).toHaveLength(1)
    expect(await within(SYSTEM, ref, undoImport, revisionId ?? '')).toEqual({ kept: [] })
    expect(await standing(ref)).toEqual(before)
  })

  it('goes back import by import, and starts again from the one before', async () => {
    const ref = await made()
    const first = await bring(ref, SEED)
    const one = await standing(ref)
    const second = await bring(ref, NEWER)
    const two = await standing(ref)
    const third = await bring(ref, NEWER.replace('2023', '2025').replace('## Hardware', '## Machines'))
    for (const { revisionId } of [first, second]) {
      await expect(within(SYSTEM, ref, undoImport, revisionId)).rejects.toMatchObject({ code: 'conflict' })
    }
    expect((await within(SYSTEM, ref, listImports)).map(({ seq, whyNotUndo }) => [seq, whyNotUndo])).toEqual([
      [3, null],
      [2, 'A later import builds on it: undo that one first.'],
      [1, 'A later import builds on it: undo that one first.'],
    ])
    expect(await within(SYSTEM, ref, undoImport, third.revisionId)).toEqual({ kept: [] })
    expect(await standing(ref)).toEqual(two)
    expect(await within(SYSTEM, ref, undoImport, second.revisionId)).toEqual({ kept: [] })
    expect(await standing(ref)).toEqual(one)
    await expect(within(SYSTEM, ref, undoImport, second.revisionId)).rejects.toThrow('This import is undone already.')
    expect(await bring(ref, SEED)).toMatchObject({ hasChanges: false })
    expect(await bring(ref, NEWER)).toMatchObject({ counts: second.counts })
    const [latest] = await within(SYSTEM, ref, listImports)
    expect(latest).toMatchObject({ seq: 4, whyNotUndo: null, undoneAt: null, counts: second.counts })
  })
})

describe('what people did since the import', () => {
  it('stays as they left it, and is named', async () => {
    const ref = await made()
    await bring(ref, SEED)
    const { revisionId } = await bring(ref, NEWER)
    const wei = await paper(ref, 'Finetuned')
    await prisma().paper.update({ where: { id: wei.id }, data: { year: 1999, version: { increment: 1 } } })
    await within(SYSTEM, ref, saveNote, wei.id, { text: 'Said since', baseVersion: wei.note?.version ?? 0 })
    await prisma().section.update({
      where: { id: await sectionId(ref, 'After Pre-Training') },
      data: { title: 'Our own name' },
    })
    const { kept } = await within(SYSTEM, ref, undoImport, revisionId)
    expect(kept).toEqual([
      { title: 'Our own name', why: 'renamed or moved since' },
      { title: wei.title, why: 'changed since: year' },
      { title: wei.title, why: 'its note was changed since' },
    ])
    const after = await paper(ref, 'Finetuned')
    expect(after).toMatchObject({ id: wei.id, year: 1999, note: { text: 'Said since' } })
    expect(after.note?.importedText).toContain('They basically show')
    expect(after.placements).toMatchObject([{ section: { title: 'Our own name' } }])
    expect(await prisma().link.findMany({ where: { paperId: wei.id }, select: { url: true } })).toEqual([
      { url: 'https://arxiv.org/abs/2109.01652' },
    ])
    expect(await prisma().paper.count({ where: { listId: ref.id, title: { contains: 'Another paper' } } })).toBe(0)
    expect((await paper(ref, 'Pytorch fsdp')).title).toMatch(/^Pytorch fsdp: experiences on/)
  })

  it('keeps new papers that were edited, moved or given a note, with their sections', async () => {
    const ref = await made()
    const { revisionId } = await bring(ref, SEED)
    const [dherin, wei, zhao] = [
      await paper(ref, 'Learning without'),
      await paper(ref, 'Finetuned'),
      await paper(ref, 'Pytorch'),
    ]
    await within(SYSTEM, ref, saveNote, dherin.id, { text: 'Mine', baseVersion: dherin.note?.version ?? 0 })
    const pre = await sectionId(ref, 'Pre-Training')
    await within(SYSTEM, ref, movePaper, zhao.placements[0]?.id ?? '', { sectionId: pre, position: null })
    const { kept } = await within(SYSTEM, ref, undoImport, revisionId)
    expect(kept).toEqual(
      expect.arrayContaining([
        { title: dherin.title, why: 'its note was changed since' },
        { title: zhao.title, why: 'placed elsewhere since' },
        { title: 'Pre-Training', why: 'it is not empty' },
        { title: 'Post Pre-Training', why: 'it is not empty' },
      ]),
    )
    const left = await prisma().paper.findMany({
      where: { listId: ref.id },
      select: { id: true },
      orderBy: { id: 'asc' },
    })
    expect(left.map(({ id }) => id)).toEqual([dherin.id, zhao.id].toSorted())
    expect(await prisma().section.count({ where: { listId: ref.id, title: 'Hardware' } })).toBe(0)
    expect(await prisma().paper.count({ where: { id: wei.id } })).toBe(0)
    // The file comes again: the kept papers are found, not doubled.
    expect((await bring(ref, SEED)).counts).toMatchObject({ added: 1 })
  })

  it('does not take what a service filled in for somebody’s edit, unless somebody edited it too', async () => {
    const ref = await made()
    const { revisionId } = await bring(ref, SEED)
    const filled = { venue: 'Filled', abstract: 'Filled', filledFrom: { venue: 'crossref', abstract: 'crossref' } }
    const [wei, zhao] = [await paper(ref, 'Finetuned'), await paper(ref, 'Pytorch')]
    await prisma().paper.update({ where: { id: wei.id }, data: { ...filled, version: 2 } })
    await prisma().paper.update({ where: { id: zhao.id }, data: { ...filled, venue: 'Ours', version: 3 } })
    const { kept } = await within(SYSTEM, ref, undoImport, revisionId)
    expect(kept[0]).toEqual({ title: zhao.title, why: 'changed since: venue' })
    const left = await prisma().paper.findMany({ where: { listId: ref.id }, select: { id: true } })
    expect(left).toEqual([{ id: zhao.id }])
  })

  it('a paper that somebody else put into another section keeps that place', async () => {
    const ref = await made()
    await bring(ref, SEED)
    const wei = await paper(ref, 'Finetuned')
    const { revisionId } = await bring(ref, NEWER)
    await within(SYSTEM, ref, placePaper, wei.id, await sectionId(ref, 'More'))
    const { kept } = await within(SYSTEM, ref, undoImport, revisionId)
    expect(kept).toEqual([{ title: 'More', why: 'it is not empty' }])
    expect((await paper(ref, 'Finetuned')).placements.map((place) => place.section.title).toSorted()).toEqual([
      'More',
      'Post Pre-Training',
    ])
  })
})

describe('who may undo', () => {
  it('admins may; nobody finds another list’s import', async () => {
    const [ref, other] = [await made(), await made()]
    const { revisionId } = await bring(ref, SEED)
    const cast = await buildCast(ref.id)
    await expect(within(cast.member, ref, undoImport, revisionId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(within(cast.outsider, ref, undoImport, revisionId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(SYSTEM, other, undoImport, revisionId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await within(cast.admin, ref, undoImport, revisionId)).toEqual({ kept: [] })
  })

  it('an import from before imports could be undone says so', async () => {
    const ref = await made()
    const { revisionId } = await bring(ref, SEED)
    await prisma().$executeRaw`update "SourceRevision" set "undo" = null where "id" = ${revisionId}`
    await expect(within(SYSTEM, ref, undoImport, revisionId)).rejects.toThrow('made before imports could be undone')
    expect(await within(SYSTEM, ref, listImports)).toMatchObject([
      { whyNotUndo: 'It was imported before imports could be undone.' },
    ])
  })
})
