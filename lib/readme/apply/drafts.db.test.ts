import { within } from '#lib/access/within.fixture.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { importReadme } from './commands.ts'
import { type Decisions, decisionsSchema } from '#lib/readme/plan/decisions.ts'
import { applyDraft, createDraft, decideDraft, discardDraft } from './draft-commands.ts'
import { getDraftPage, getDraftPreview } from './draft-queries.ts'
import type { ImportReport } from '#lib/readme/report.ts'

const SEED = readFileSync(join(import.meta.dirname, '../../../prisma/seed/README.md'), 'utf8')
const encode = (text: string) => new TextEncoder().encode(text)
const file = (text: string, assets = new Map<string, Uint8Array>()) => ({
  bytes: encode(text),
  origin: 'README.md',
  assets,
})

type Ref = { id: string }
const made = async (): Promise<Ref> => ({ id: (await buildList()).id })
const bring = (ref: Ref, text: string) => within(SYSTEM, ref, importReadme, file(text))
const draft = async (ref: Ref, text: string, decisions: Partial<Decisions> = {}) => {
  const { id } = await within(SYSTEM, ref, createDraft, file(text))
  await within(SYSTEM, ref, decideDraft, id, decisionsSchema.parse(decisions))
  return id
}
const paper = (ref: Ref, title: string) =>
  prisma().paper.findFirstOrThrow({
    where: { listId: ref.id, title: { contains: title } },
    include: { note: true, links: true, identifiers: true, placements: { include: { section: true } } },
  })
const key = (report: ImportReport, title: string) => {
  const found = report.papers.find((row) => row.title.includes(title))
  if (!found) throw new Error(`no entry ${title}`)
  return found.key
}

const ENTRY = 'Wei, J. [**Finetuned language models are learners**](https://arxiv.org/abs/2109.01652) ICLR (2022)'
const OTHER = 'Noether, E. [**Invariante Variationsprobleme**](https://arxiv.org/abs/physics/0503066) arXiv (2005)'
const LIST = `# Papers\n\n## One\n\n${ENTRY}\n\n## Two\n\n${OTHER}\n`

describe('a draft', () => {
  it('changes nothing of the list, is looked at, and is gone once it is applied', async () => {
    const ref = await made()
    const { id } = await within(
      SYSTEM,
      ref,
      createDraft,
      file(SEED, new Map([['assets/fsdp.png', new Uint8Array([1, 2])]])),
    )
    expect(await prisma().paper.count({ where: { listId: ref.id } })).toBe(0)
    expect(await prisma().importDraftAsset.findMany({ where: { draftId: id }, select: { path: true } })).toEqual([
      { path: 'assets/fsdp.png' },
    ])
    const preview = await within(SYSTEM, ref, getDraftPreview, id)
    expect(preview).toMatchObject({ dryRun: true, counts: { added: 3 }, draft: { id }, unaccountedLines: [] })
    const report = await within(SYSTEM, ref, applyDraft, id)
    expect(report).toMatchObject({ dryRun: false, counts: { added: 3 } })
    expect(report.warnings).toContainEqual(expect.stringContaining('assets/fsdp.png was not taken'))
    expect(await prisma().sourceRevision.findUnique({ where: { id: report.revisionId ?? '' } })).toMatchObject({
      seq: 1,
    })
    await expect(within(SYSTEM, ref, applyDraft, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(SYSTEM, ref, getDraftPreview, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is looked at page by page, with the lines of the file that each entry stands on', async () => {
    const ref = await made()
    const many = Array.from({ length: 50 }, (_, at) =>
      ENTRY.replace('Finetuned', `Number ${at}:`).replace('109.0', `10${at % 10}.${at % 7}`),
    )
    const id = await draft(ref, `# Papers\n\n## One\n\n${many.join('\n\n')}\n`)
    const page = (show: string | null, number: number) => within(SYSTEM, ref, getDraftPage, id, { show, page: number })
    const { preview, decisions } = await page('new', 2)
    expect(preview).toMatchObject({ view: 'new', page: 2, pages: 2, entries: 50, viewCounts: { new: 50 } })
    const papers = preview.body.kind === 'papers' ? preview.body.papers : []
    expect(papers).toHaveLength(10)
    expect(papers[0]?.source).toEqual([many[40]])
    expect(decisions.remove).toEqual([])
    const lines = (await page('lines', 9)).preview
    expect(lines).toMatchObject({ view: 'lines', page: 1, pages: 1 })
    const all = lines.body.kind === 'lines' ? lines.body.lines : []
    expect(all.flatMap(({ text }) => text).slice(0, 6)).toEqual(['# Papers', '', '## One', '', many[0], ''])
    expect(all.find(({ became }) => became === 'paper')?.title).toContain('Number 0:')
    expect((await page('no such view', 1)).preview.view).toBe('new')
  })

  it('of another list is not found', async () => {
    const id = await draft(await made(), LIST)
    const ref = await made()
    for (const call of [getDraftPreview, applyDraft]) {
      await expect(within(SYSTEM, ref, call, id)).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(within(SYSTEM, ref, decideDraft, id, { entries: {}, choices: {} })).rejects.toMatchObject({
      code: 'not_found',
    })
    await within(SYSTEM, ref, discardDraft, id)
    expect(await prisma().importDraft.count({ where: { id } })).toBe(1)
  })

  it('is thrown away by hand, or when it is a week old and another one comes', async () => {
    const ref = await made()
    const [old, other] = [await draft(ref, LIST), await draft(ref, LIST)]
    await within(SYSTEM, ref, discardDraft, other)
    await prisma().importDraft.update({
      where: { id: old },
      data: { createdAt: new Date(Date.now() - 8 * 86_400_000) },
    })
    const young = await draft(ref, LIST)
    const rows = await prisma().importDraft.findMany({ where: { listId: ref.id }, select: { id: true } })
    expect(rows).toEqual([{ id: young }])
  })

  it('is refused where no paper is in it', async () => {
    await expect(within(SYSTEM, await made(), createDraft, file('# Hello\n\nworld'))).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('collects decisions key by key', async () => {
    const ref = await made()
    const id = await draft(ref, LIST, { entries: { a: { title: 'A' }, b: { skip: true } } })
    const parse = (input: unknown) => decisionsSchema.parse(input)
    expect(
      await within(SYSTEM, ref, decideDraft, id, parse({ entries: { b: null, c: { year: 1990 } }, remove: ['x'] })),
    ).toEqual({
      entries: { a: { title: 'A' }, c: { year: 1990 } },
      choices: {},
      remove: ['x'],
    })
    expect(await within(SYSTEM, ref, decideDraft, id, parse({}))).toMatchObject({ remove: ['x'] })
    expect(decisionsSchema.safeParse({ entries: { a: { url: 'javascript:alert(1)' } } }).success).toBe(false)
  })
})

describe('a corrected entry', () => {
  it('is imported as corrected, and stays so when the file comes again', async () => {
    const ref = await made()
    const id = await draft(ref, LIST)
    const preview = await within(SYSTEM, ref, getDraftPreview, id)
    const correction = {
      title: 'FLAN',
      authors: 'Jason Wei, Maarten Bosma',
      venue: 'ICLR (oral)',
      year: 2021,
      url: 'https://arxiv.org/abs/2109.01653',
    }
    await within(SYSTEM, ref, decideDraft, id, { entries: { [key(preview, 'Finetuned')]: correction }, choices: {} })
    expect((await within(SYSTEM, ref, getDraftPreview, id)).papers[0]).toMatchObject({
      title: 'FLAN',
      confidence: 1,
      year: 2021,
    })
    await within(SYSTEM, ref, applyDraft, id)
    const expected = {
      title: 'FLAN',
      authorsText: 'Wei, Jason; Bosma, Maarten',
      venue: 'ICLR (oral)',
      year: 2021,
      links: [{ url: 'https://arxiv.org/abs/2109.01653' }],
      identifiers: [{ scheme: 'arxiv', value: '2109.01653' }],
    }
    const first = await paper(ref, 'FLAN')
    expect(first).toMatchObject(expected)
    expect(await bring(ref, LIST)).toMatchObject({ hasChanges: false })
    const report = await bring(ref, `${LIST}\nMore text.\n`)
    expect(report.counts).toMatchObject({ added: 0, unchanged: 2, conflicts: 0 })
    expect(await paper(ref, 'FLAN')).toMatchObject({ ...expected, id: first.id })
  })

  it('that is no paper stays text, in the next version of the file too', async () => {
    const ref = await made()
    const { papers } = await within(SYSTEM, ref, getDraftPreview, await draft(ref, LIST))
    const skip = papers.find((row) => row.title.includes('Invariante'))?.key ?? ''
    const id = await draft(ref, LIST, { entries: { [skip]: { skip: true } } })
    const preview = await within(SYSTEM, ref, getDraftPreview, id)
    expect(preview).toMatchObject({ counts: { added: 1, refused: 1 }, unaccountedLines: [] })
    expect(preview.refused).toMatchObject([{ key: skip, reason: 'kept as text, as a person decided', line: 9 }])
    await within(SYSTEM, ref, applyDraft, id)
    const report = await bring(ref, LIST.replace('## One', 'Some words.\n\n## One'))
    expect(report.counts).toMatchObject({ added: 0, unchanged: 1, refused: 1 })
    const again = await bring(ref, LIST.replace('Invariante', 'Changed: Invariante'))
    expect(again.counts).toMatchObject({ added: 1, refused: 0 })
  })

  it('that was read as text becomes a paper, in the next version of the file too', async () => {
    const ref = await made()
    const text = `${LIST}\n## Three\n\n${OTHER.replace('Invariante Variationsprobleme', 'Another one of hers').replace('0503066', '0503067')}\n\nA word about https://example.org/thesis.pdf by us\n`
    const found = (await within(SYSTEM, ref, getDraftPreview, await draft(ref, text))).prose.find((row) =>
      row.text.includes('thesis'),
    )
    expect(found).toMatchObject({ section: ['Three'] })
    const id = await draft(ref, text, {
      entries: { [found?.key ?? '']: { isPaper: true, title: 'A thesis', year: 1999 } },
    })
    expect(await within(SYSTEM, ref, getDraftPreview, id)).toMatchObject({ counts: { added: 4 }, unaccountedLines: [] })
    await within(SYSTEM, ref, applyDraft, id)
    const thesis = await paper(ref, 'A thesis')
    expect(thesis).toMatchObject({ year: 1999, links: [{ url: 'https://example.org/thesis.pdf' }] })
    expect(thesis.placements).toMatchObject([{ section: { title: 'Three' } }])
    const report = await bring(ref, text.replace('## One', 'Some words.\n\n## One'))
    expect(report.counts).toMatchObject({ added: 0, unchanged: 4, missing: 0 })
  })
})

describe('what both sides changed', () => {
  const NOTE = '\n<details><summary>Notes</summary>\n\nfirst line\n\nmiddle line\n\nlast line\n</details>\n'
  const WITH_NOTE = LIST.replace(`${ENTRY}\n`, `${ENTRY}\n${NOTE}`)
  async function edited() {
    const ref = await made()
    await bring(ref, WITH_NOTE)
    const { id } = await paper(ref, 'Finetuned')
    await prisma().paper.update({ where: { id }, data: { venue: 'Our venue', title: 'Finetuned: ours' } })
    const text = 'first line\n\nmiddle line, ours\n\nlast line'
    await within(SYSTEM, ref, saveNote, id, { text, baseVersion: 1 })
    return { ref, id }
  }
  const NEWER = WITH_NOTE.replace('ICLR (2022)', 'NeurIPS (2022)')
    .replace('middle line', 'middle line, theirs')
    .replace('last line', 'last line and more')

  it('stays ours where nobody chooses, with what only the file changed beside it', async () => {
    const { ref, id } = await edited()
    const preview = await within(SYSTEM, ref, getDraftPreview, await draft(ref, NEWER))
    expect(preview.counts).toMatchObject({ conflicts: 1 })
    const row = preview.papers.find((found) => found.paperId === id)
    expect(row?.conflicts).toMatchObject([
      { field: 'venue', base: 'ICLR', ours: 'Our venue', theirs: 'NeurIPS', chosen: null },
      { field: 'note', chosen: null, result: 'first line\n\nmiddle line, ours\n\nlast line and more' },
    ])
    expect(row?.conflicts[1]?.parts?.[1]).toEqual({
      kind: 'disputed',
      base: ['middle line'],
      ours: ['middle line, ours'],
      theirs: ['middle line, theirs'],
    })
    await bring(ref, NEWER)
    expect(await paper(ref, 'Finetuned: ours')).toMatchObject({
      id,
      venue: 'Our venue',
      note: { text: 'first line\n\nmiddle line, ours\n\nlast line and more', version: 3 },
    })
  })

  it('becomes what a person chooses, and waits no longer', async () => {
    const { ref, id } = await edited()
    const first = await within(SYSTEM, ref, getDraftPreview, await draft(ref, NEWER))
    const entry = key(first, 'Finetuned')
    const draftId = await draft(ref, NEWER, {
      choices: { [entry]: { venue: 'theirs', note: { text: 'put together by hand' } } },
    })
    const preview = await within(SYSTEM, ref, getDraftPreview, draftId)
    expect(preview.counts).toMatchObject({ conflicts: 0, changed: 1 })
    expect(preview.papers[0]).toMatchObject({ conflicts: [{ field: 'venue', chosen: 'theirs' }], status: 'changed' })
    await within(SYSTEM, ref, applyDraft, draftId)
    expect(await paper(ref, 'Finetuned: ours')).toMatchObject({
      id,
      venue: 'NeurIPS',
      note: { text: 'put together by hand', importedText: expect.stringContaining('theirs') },
    })
  })

  it('can be refused where only the file changed it', async () => {
    const ref = await made()
    await bring(ref, LIST)
    const newer = LIST.replace('ICLR (2022)', 'NeurIPS (2023)')
    const entry = key(await within(SYSTEM, ref, getDraftPreview, await draft(ref, newer)), 'Finetuned')
    await within(SYSTEM, ref, applyDraft, await draft(ref, newer, { choices: { [entry]: { venue: 'ours' } } }))
    expect(await paper(ref, 'Finetuned')).toMatchObject({ venue: 'ICLR', year: 2023 })
  })
})

describe('what the file no longer has', () => {
  const SHORTER = LIST.slice(0, LIST.indexOf('## Two'))

  it('is offered for removal, stays unless a person agrees, and can be brought back', async () => {
    const ref = await made()
    await bring(ref, LIST)
    const { id } = await paper(ref, 'Invariante')
    const two = await prisma().section.findFirstOrThrow({ where: { listId: ref.id, title: 'Two' } })
    const preview = await within(SYSTEM, ref, getDraftPreview, await draft(ref, SHORTER))
    expect(preview.removals).toEqual([
      {
        id,
        kind: 'paper',
        title: 'Invariante Variationsprobleme',
        section: ['Two'],
        isEdited: false,
        isAgreed: false,
      },
      { id: two.id, kind: 'section', title: 'Two', section: ['Two'], isEdited: false, isAgreed: false },
    ])
    await within(SYSTEM, ref, applyDraft, await draft(ref, SHORTER, { remove: [id, two.id] }))
    expect((await paper(ref, 'Invariante')).placements[0]?.removalId).not.toBeNull()
    expect((await prisma().section.findUniqueOrThrow({ where: { id: two.id } })).removalId).not.toBeNull()
    expect(await prisma().removal.findMany({ where: { listId: ref.id }, select: { title: true, kind: true } })).toEqual(
      expect.arrayContaining([
        { title: 'Invariante Variationsprobleme', kind: 'PAPER' },
        { title: 'Two', kind: 'SECTION' },
      ]),
    )
  })

  it('stays where nobody said anything', async () => {
    const ref = await made()
    await bring(ref, LIST)
    await bring(ref, SHORTER)
    expect((await paper(ref, 'Invariante')).placements).toMatchObject([{ removalId: null, spanStart: null }])
  })

  it('is offered place by place for a paper that stands elsewhere too', async () => {
    const ref = await made()
    await bring(ref, `${LIST}\n${ENTRY}\n`)
    const removals = (await within(SYSTEM, ref, getDraftPreview, await draft(ref, LIST))).removals
    expect(removals).toMatchObject([{ kind: 'place', section: ['Two'] }])
    await within(SYSTEM, ref, applyDraft, await draft(ref, LIST, { remove: [removals[0]?.id ?? ''] }))
    const { placements } = await paper(ref, 'Finetuned')
    expect(placements.filter((place) => place.removalId === null)).toMatchObject([{ section: { title: 'One' } }])
  })
})
