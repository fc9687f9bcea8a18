import { within } from '#lib/access/within.fixture.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { seedIfEmpty } from '#prisma/seed/seed.ts'
import { buildCast, buildList } from '#prisma/seed/builders.ts'
import { unsafeReadFile } from '#lib/files/queries.ts'
import { prisma } from '#prisma/client.ts'
import { type ImportOptions, importReadme } from './commands.ts'

const SEED = readFileSync(join(import.meta.dirname, '../../../prisma/seed/README.md'), 'utf8')
const encode = (text: string) => new TextEncoder().encode(text)
const NO_ASSETS = new Map<string, Uint8Array>()

type List = { id: string }
const given = (text: string) => ({ bytes: encode(text), origin: 'README.md', assets: NO_ASSETS })
const read = (list: List, text: string, options: ImportOptions = {}) =>
  within(SYSTEM, { id: list.id }, importReadme, given(text), options)

async function seeded() {
  const list = await buildList({ title: 'Awesome LLM Papers' })
  await read(list, SEED)
  return list
}

const paper = (list: List, title: string) =>
  prisma().paper.findFirstOrThrow({
    where: { listId: list.id, title: { contains: title } },
    include: {
      note: { include: { versions: true } },
      links: true,
      identifiers: true,
      placements: { include: { section: true } },
    },
  })

/** Everything that an import could touch, as one value. */
async function everything(listId: string) {
  const where = { listId }
  const ofPaper = { paper: { listId } }
  const rows = await Promise.all([
    prisma().list.findUnique({ where: { id: listId } }),
    prisma().section.findMany({ where, orderBy: { id: 'asc' } }),
    prisma().paper.findMany({ where, orderBy: { id: 'asc' } }),
    prisma().placement.findMany({ where, orderBy: { id: 'asc' } }),
    prisma().link.findMany({ where: ofPaper, orderBy: { id: 'asc' } }),
    prisma().identifier.findMany({ where, orderBy: { id: 'asc' } }),
    prisma().note.findMany({ where: ofPaper, orderBy: { id: 'asc' } }),
    prisma().noteVersion.findMany({ where: { note: ofPaper }, orderBy: { id: 'asc' } }),
    prisma().sourceRevision.findMany({ where, select: { seq: true, sha256: true } }),
    prisma().listAsset.findMany({ where }),
    prisma().auditEvent.count({ where }),
  ])
  return JSON.stringify(rows)
}

const counts = (report: Awaited<ReturnType<typeof read>>) => {
  const { added, changed, unchanged, conflicts, missing } = report.counts
  return { added, changed, unchanged, conflicts, missing }
}
const NONE = { added: 0, changed: 0, unchanged: 0, conflicts: 0, missing: 0 }

describe('importing the seed into a fresh list', () => {
  let list: List
  beforeAll(async () => {
    list = await seeded()
  })

  it('makes its sections in order, the empty one too', async () => {
    const rows = await prisma().section.findMany({ where: { listId: list.id }, orderBy: { headingStart: 'asc' } })
    const [papers] = rows
    expect(
      rows.map((row) => [row.title, row.parentId === null ? null : row.parentId === papers?.id, row.position]),
    ).toEqual([
      ['Papers', null, 0],
      ['Pre-Training', true, 0],
      ['Post Pre-Training', true, 1],
      ['Hardware', true, 2],
    ])
    expect(rows.map((row) => SEED.slice(row.headingStart ?? 0, row.headingEnd ?? 0))).toEqual([
      '# Papers',
      '## Pre-Training',
      '## Post Pre-Training',
      '## Hardware',
    ])
  })

  it('makes its papers with authors, venue, identifier, note and spans', async () => {
    const wei = await paper(list, 'Finetuned')
    expect(wei).toMatchObject({
      venue: 'ICLR',
      year: 2022,
      authorsTruncated: true,
      version: 1,
      titleSort: 'finetuned language models are zero-shot learners',
    })
    expect(wei.authors).toHaveLength(7)
    expect(wei.identifiers).toMatchObject([{ scheme: 'arxiv', value: '2109.01652' }])
    expect(wei.links).toMatchObject([{ kind: 'paper', url: 'https://arxiv.org/abs/2109.01652', position: 0 }])
    expect(wei.note?.text).toBe(wei.note?.importedText)
    expect(wei.note?.versions).toMatchObject([{ version: 1, text: wei.note?.text }])
    const [place] = wei.placements
    expect(place?.section.title).toBe('Post Pre-Training')
    expect(SEED.slice(place?.spanStart ?? 0, place?.spanEnd ?? 0)).toMatch(/^Wei, J\.[^]*<\/details>$/)
    expect(SEED.slice(place?.noteStart ?? 0, place?.noteEnd ?? 0)).toBe(wei.note?.text)
  })

  it('keeps the bytes of the file', async () => {
    const revision = await prisma().sourceRevision.findFirstOrThrow({ where: { listId: list.id } })
    expect(
      Buffer.from(await unsafeReadFile(revision.sha256)).equals(
        readFileSync(join(import.meta.dirname, '../../../prisma/seed/README.md')),
      ),
    ).toBe(true)
    expect(revision).toMatchObject({ seq: 1, origin: 'README.md' })
  })

  it('changes nothing the second time, and says so', async () => {
    const before = await everything(list.id)
    const report = await read(list, SEED)
    expect(counts(report)).toEqual({ ...NONE, unchanged: 3 })
    expect(report.hasChanges).toBe(false)
    expect(report.sections.map(({ path, papers, status }) => [path.join(' › '), papers, status])).toEqual([
      ['Papers', 0, 'unchanged'],
      ['Papers › Pre-Training', 0, 'unchanged'],
      ['Papers › Post Pre-Training', 2, 'unchanged'],
      ['Papers › Hardware', 1, 'unchanged'],
    ])
    expect(await everything(list.id)).toBe(before)
  })
})

describe('a dry run', () => {
  it('says what would be added and leaves no trace', async () => {
    const list = await buildList()
    const before = await everything(list.id)
    const report = await read(list, SEED, { dryRun: true })
    expect(counts(report)).toEqual({ ...NONE, added: 3 })
    expect(report).toMatchObject({ dryRun: true, hasChanges: true, counts: { sections: 4, papers: 3, refused: 0 } })
    expect(report.assets.map((asset) => asset.status)).toEqual(['missing', 'missing'])
    expect(await everything(list.id)).toBe(before)
  })
})

describe('importing a newer file', () => {
  it('adds what is new where the file has it, and changes what the group left alone', async () => {
    const list = await seeded()
    const entry =
      'Hoffmann, J., & Sifre, L. [**Training compute-optimal large language models**](https://arxiv.org/abs/2203.15556) NeurIPS (2022)'
    const newer = SEED.replace('ICLR (2022)', 'ICLR (2023)')
      .replace('\nWei, J.', `\n${entry}\n\nWei, J.`)
      .replace('_instruction_', '_')
    const before = await paper(list, 'Finetuned')
    const report = await read(list, newer)
    expect(counts(report)).toEqual({ ...NONE, added: 1, changed: 1, unchanged: 2 })
    expect(report.papers.find((row) => row.status === 'changed')?.changes).toEqual([
      { field: 'year', from: 2022, to: 2023 },
    ])
    const after = await paper(list, 'Finetuned')
    expect(after).toMatchObject({ id: before.id, year: 2023, version: before.version + 1 })
    const order = await prisma().placement.findMany({
      where: { section: { title: 'Post Pre-Training', listId: list.id } },
      orderBy: { position: 'asc' },
      select: { position: true, paper: { select: { title: true } } },
    })
    expect(order.map((row) => [row.position, row.paper.title.slice(0, 8)])).toEqual([
      [0, 'Learning'],
      [1, 'Training'],
      [2, 'Finetune'],
    ])
    expect(await prisma().sourceRevision.count({ where: { listId: list.id } })).toBe(2)
    const place = after.placements[0]
    expect(newer.slice(place?.spanStart ?? 0, place?.spanEnd ?? 0)).toMatch(
      /^Wei, J\.[^]*ICLR \(2023\)[^]*<\/details>$/,
    )
  })

  it('keeps what the group edited where the file did not change it', async () => {
    const list = await seeded()
    const wei = await paper(list, 'Finetuned')
    await prisma().paper.update({ where: { id: wei.id }, data: { title: 'FLAN', venue: 'ICLR (oral)' } })
    await prisma().note.update({ where: { paperId: wei.id }, data: { text: 'our own words', version: 2 } })
    const same = await read(list, SEED)
    expect(counts(same)).toEqual({ ...NONE, unchanged: 3 })
    const report = await read(list, SEED.replace('ICLR (2022)', 'ICLR (2023)'))
    expect(counts(report)).toEqual({ ...NONE, changed: 1, unchanged: 2 })
    expect(await paper(list, 'FLAN')).toMatchObject({
      id: wei.id,
      venue: 'ICLR (oral)',
      year: 2023,
      note: { text: 'our own words' },
    })
  })

  it('keeps ours and reports a conflict where both sides changed, once', async () => {
    const list = await seeded()
    const wei = await paper(list, 'Finetuned')
    await prisma().paper.update({ where: { id: wei.id }, data: { venue: 'ours' } })
    await prisma().note.update({ where: { paperId: wei.id }, data: { text: 'our own words', version: 2 } })
    const newer = SEED.replace('ICLR (2022)', 'NeurIPS (2022)').replace('- They basically show', '- They clearly show')
    const report = await read(list, newer)
    expect(counts(report)).toEqual({ ...NONE, conflicts: 1, unchanged: 2 })
    const conflicts = report.papers.find((row) => row.status === 'conflict')?.conflicts ?? []
    expect(conflicts[0]).toEqual({ field: 'venue', base: 'ICLR', ours: 'ours', theirs: 'NeurIPS', chosen: null })
    expect(conflicts[1]).toMatchObject({ field: 'note', ours: 'our own words' })
    expect(conflicts[1]?.theirs).toMatch(/^- They clearly show/)
    expect(await paper(list, 'Finetuned')).toMatchObject({ venue: 'ours', note: { text: 'our own words' } })
    const before = await everything(list.id)
    expect(counts(await read(list, newer))).toEqual({ ...NONE, unchanged: 3 })
    expect(await everything(list.id)).toBe(before)
  })

  it('takes a changed note that the group left alone, and keeps the text it replaces', async () => {
    const list = await seeded()
    await read(list, SEED.replace('- They basically show', '- They clearly show'))
    const { note } = await paper(list, 'Finetuned')
    expect(note?.text).toMatch(/^- They clearly show/)
    expect(note?.versions.map((version) => version.text.slice(0, 16)).toSorted()).toEqual([
      '- They basically',
      '- They clearly s',
    ])
  })

  it('reports papers that the file no longer has, and keeps them', async () => {
    const list = await seeded()
    const start = SEED.indexOf('Zhao, Y.')
    const report = await read(list, SEED.slice(0, start))
    expect(counts(report)).toEqual({ ...NONE, unchanged: 2, missing: 1 })
    expect(report.missing).toMatchObject([{ section: ['Papers', 'Hardware'] }])
    const kept = await paper(list, 'Pytorch')
    expect(kept.placements).toMatchObject([{ spanStart: null, noteStart: null }])
    expect(counts(await read(list, SEED))).toEqual({ ...NONE, unchanged: 3 })
    expect(await prisma().paper.count({ where: { listId: list.id } })).toBe(3)
  })

  it('follows a paper that is retitled, gets another link or moves to another section', async () => {
    const list = await seeded()
    const fsdp = await paper(list, 'Pytorch')
    const wei = await paper(list, 'Finetuned')
    const start = SEED.indexOf('Zhao, Y.')
    const newer = SEED.slice(0, start)
      .replace('## Post Pre-Training\n', `## Post Pre-Training\n\n${SEED.slice(start)}\n`)
      .replace('**Pytorch fsdp: experiences on', '**PyTorch FSDP: lessons from')
      .replace('https://arxiv.org/abs/2109.01652', 'https://openreview.net/forum?id=gEZrGCozdqR')
    const report = await read(list, newer)
    expect(counts(report)).toEqual({ ...NONE, changed: 2, unchanged: 1 })
    expect(report.papers[0]?.changes).toEqual([
      { field: 'title', from: fsdp.title, to: 'PyTorch FSDP: lessons from scaling fully sharded data parallel' },
      { field: 'section', from: 'Papers › Hardware', to: 'Papers › Post Pre-Training' },
    ])
    expect(await paper(list, 'PyTorch FSDP')).toMatchObject({
      id: fsdp.id,
      placements: [{ position: 0, section: { title: 'Post Pre-Training' } }],
    })
    expect(await paper(list, 'Finetuned')).toMatchObject({
      id: wei.id,
      identifiers: [{ scheme: 'openreview', value: 'gEZrGCozdqR' }],
    })
  })

  it('puts a paper that is listed twice in both places', async () => {
    const list = await buildList()
    const entry = 'Wei, J. [**Finetuned language models**](https://arxiv.org/abs/2109.01652) ICLR (2022)'
    const text = `## A\n\n${entry}\n\n## B\n\n${entry.replace('abs', 'pdf')}\n`
    const report = await read(list, text)
    expect(report.counts).toMatchObject({ added: 1, papers: 2, distinct: 1, sections: 2 })
    expect(report.papers[1]?.reason).toContain('the same paper as in line 3')
    expect((await paper(list, 'Finetuned')).placements.map((place) => place.section.title).toSorted()).toEqual([
      'A',
      'B',
    ])
    expect(counts(await read(list, text))).toEqual({ ...NONE, unchanged: 1 })
  })
})

describe('what the group did to the outline', () => {
  it('survives: a renamed section, a moved and a removed paper, another order', async () => {
    const list = await seeded()
    const { id: hardware } = await prisma().section.findFirstOrThrow({ where: { listId: list.id, title: 'Hardware' } })
    const removal = await prisma().removal.create({ data: { listId: list.id, kind: 'PAPER', title: 'x' } })
    const [dherin, wei] = [await paper(list, 'Learning without'), await paper(list, 'Finetuned')]
    await prisma().section.update({ where: { id: hardware }, data: { title: 'Systems' } })
    await prisma().placement.updateMany({ where: { paperId: wei.id }, data: { sectionId: hardware, position: 5 } })
    await prisma().placement.updateMany({ where: { paperId: dherin.id }, data: { removalId: removal.id } })
    const before = await everything(list.id)
    expect(counts(await read(list, SEED))).toEqual({ ...NONE, unchanged: 3 })
    expect(await everything(list.id)).toBe(before)
    const report = await read(
      list,
      `${SEED}\n\n## More\n\nLi, A. [**Another paper of ours**](https://arxiv.org/abs/2401.00001) arXiv (2024)\n`,
    )
    expect(counts(report)).toEqual({ ...NONE, added: 1, unchanged: 3 })
    expect((await paper(list, 'Finetuned')).placements).toMatchObject([{ section: { title: 'Systems' } }])
    expect((await paper(list, 'Learning without')).placements).toMatchObject([{ removalId: removal.id }])
    const sections = await prisma().section.findMany({
      where: { listId: list.id, parentId: { not: null } },
      orderBy: { position: 'asc' },
    })
    expect(sections.map((section) => section.title)).toEqual(['Pre-Training', 'Post Pre-Training', 'Systems', 'More'])
  })

  it('is told apart from what the file moved: both moved a paper, ours stays and it is said', async () => {
    const list = await seeded()
    const wei = await paper(list, 'Finetuned')
    const { id: hardware } = await prisma().section.findFirstOrThrow({ where: { listId: list.id, title: 'Hardware' } })
    await prisma().placement.updateMany({ where: { paperId: wei.id }, data: { sectionId: hardware } })
    const start = SEED.indexOf('Wei, J.')
    const end = SEED.indexOf('## Hardware')
    const newer = `${SEED.slice(0, start)}${SEED.slice(end)}`.replace(
      '## Pre-Training\n',
      `## Pre-Training\n\n${SEED.slice(start, end)}\n`,
    )
    const report = await read(list, newer)
    expect(counts(report)).toEqual({ ...NONE, conflicts: 1, unchanged: 2 })
    expect(report.papers.flatMap((row) => row.conflicts)).toMatchObject([
      { field: 'section', ours: 'Papers › Hardware', theirs: 'Papers › Pre-Training' },
    ])
    expect((await paper(list, 'Finetuned')).placements).toMatchObject([{ sectionId: hardware }])
  })
})

describe('who may import', () => {
  it('admins may; members and viewers are refused, others see no list', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    const input = { bytes: encode(SEED), origin: 'README.md', assets: NO_ASSETS }
    for (const actor of [cast.member, cast.viewer]) {
      await expect(within(actor, { id: list.id }, importReadme, input, { dryRun: true })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    for (const actor of [cast.outsider, cast.stranger]) {
      await expect(within(actor, { id: list.id }, importReadme, input)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(counts(await within(cast.admin, { id: list.id }, importReadme, input))).toEqual({ ...NONE, added: 3 })
    const revision = await prisma().sourceRevision.findFirstOrThrow({ where: { listId: list.id } })
    expect(cast.admin).toMatchObject({ userId: revision.importedById })
  })
})

describe('what is refused', () => {
  it('a preview that the list or the text has outlived is shown anew', async () => {
    const list = await buildList()
    const preview = await read(list, SEED, { dryRun: true })
    const expected = { sha256: preview.source.sha256, revision: preview.list.revision }
    await expect(read(list, `${SEED} `, { expect: expected })).rejects.toMatchObject({ code: 'conflict' })
    await prisma().list.update({ where: { id: list.id }, data: { revision: { increment: 1 } } })
    await expect(read(list, SEED, { expect: expected })).rejects.toMatchObject({
      code: 'conflict',
      details: { list: { revision: expected.revision + 1 }, counts: { added: 3 } },
    })
    const again = await read(list, SEED, { dryRun: true })
    await expect(
      read(list, SEED, { expect: { sha256: again.source.sha256, revision: again.list.revision } }),
    ).resolves.toMatchObject({ dryRun: false })
  })

  it.each([
    ['empty', encode(' \n'), 'The file is empty.'],
    ['not UTF-8', new Uint8Array([0x41, 0xff, 0xfe]), 'The file is not text in UTF-8. Save it as UTF-8 and try again.'],
    ['binary', new Uint8Array([0x41, 0, 0x42]), 'The file is not a text file.'],
    [
      'too large',
      new Uint8Array(4 * 1024 * 1024 + 1).fill(65),
      'The file is larger than 4 MB: divide it into several lists.',
    ],
    ['without papers', encode('# Hello\n\nworld'), expect.stringContaining('No papers were found')],
  ])('a file that is %s', async (_, bytes, message) => {
    const list = await buildList()
    await expect(
      within(SYSTEM, { id: list.id }, importReadme, { bytes, origin: 'x', assets: NO_ASSETS }),
    ).rejects.toMatchObject({ message })
  })
})

describe('the seed of an empty installation', () => {
  it('comes with its figures once, and never again where there is a list', async () => {
    expect(await seedIfEmpty()).toBe(false)
    await prisma().list.deleteMany({})
    expect(await seedIfEmpty()).toBe(true)
    expect(await seedIfEmpty()).toBe(false)
    const list = await prisma().list.findUniqueOrThrow({ where: { slug: 'awesome-llm-papers' } })
    expect(list).toMatchObject({ title: 'Awesome LLM Papers', revision: 1 })
    const assets = await prisma().listAsset.findMany({
      where: { listId: list.id },
      orderBy: { path: 'asc' },
      include: { asset: true },
    })
    expect(assets.map((asset) => [asset.path, asset.asset.mime])).toEqual([
      ['assets/fsdp.png', 'image/png'],
      ['assets/instruction_tuning.png', 'image/png'],
    ])
    expect(counts(await read(list, SEED, { dryRun: true }))).toEqual({ ...NONE, unchanged: 3 })
  })
})
