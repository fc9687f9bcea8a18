import { within } from '#lib/access/within.fixture.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { moveSection, renameSection } from '#lib/lists/section-commands.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { addPaper, editPaper } from '#lib/papers/commands.ts'
import { paperFieldsSchema } from '#lib/papers/fields/fields-schema.ts'
import { formValues } from '#lib/papers/fields/form-values.ts'
import { unsafeGetPaper } from '#lib/papers/paper-queries.ts'
import { movePaper } from '#lib/papers/placement-commands.ts'
import { removePaper, undoRemoval } from '#lib/papers/removal-commands.ts'
import { prisma } from '#prisma/client.ts'
import { buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { exportList } from './queries.ts'
import { README_STYLES } from './readmes.fixture.ts'

const SEED = readFileSync(join(import.meta.dirname, '../../../prisma/seed/README.md'), 'utf8')

let ref: { id: string }
const read = (text: string) =>
  within(SYSTEM, ref, importReadme, { bytes: new TextEncoder().encode(text), origin: 'README.md', assets: new Map() })
const exported = async () =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode((await within(SYSTEM, ref, exportList)).bytes)
const paper = (title: string) =>
  prisma().paper.findFirstOrThrow({
    where: { listId: ref.id, title: { contains: title } },
    select: { id: true, version: true, placements: { select: { id: true, sectionId: true } } },
  })
const section = (title: string) => prisma().section.findFirstOrThrow({ where: { listId: ref.id, title } })
const edit = async (title: string, changes: Record<string, unknown>) => {
  const { id, version } = await paper(title)
  const values = formValues(await unsafeGetPaper(ref.id, id, prisma()))
  const fields = paperFieldsSchema.parse({ ...values, ...changes })
  await within(SYSTEM, ref, editPaper, id, { fields, baseVersion: version })
}

beforeEach(async () => {
  ref = { id: (await buildList({ title: 'Our papers' })).id }
})

describe('a list that was imported', () => {
  it.each([['the seed', SEED], ...Object.entries(README_STYLES)])(
    'comes out as it went in: %s',
    async (_name, text) => {
      for (const source of [text, `\ufeff${text.replace(/\n/g, '\r\n').trimEnd()}`]) {
        await read(source)
        expect(await exported()).toBe(source)
      }
    },
  )

  it('comes out as it went in after a form was saved without a change', async () => {
    await read(SEED)
    await edit('Finetuned', {})
    expect(await exported()).toBe(SEED)
  })

  it('has an edited paper in its own line and nothing else changed', async () => {
    await read(SEED)
    await edit('Finetuned', { title: 'Finetuned models learn', year: '2021' })
    const old = 'Finetuned language models are zero-shot learners**](https://arxiv.org/abs/2109.01652) ICLR (2022)'
    const now = 'Finetuned models learn**](https://arxiv.org/abs/2109.01652) ICLR (2021)'
    expect(await exported()).toBe(SEED.replace(old, now))
  })

  it('has an edited note in its place, in the line ends of the file', async () => {
    const text = SEED.replace(/\n/g, '\r\n')
    await read(text)
    const { id } = await paper('Finetuned')
    await within(SYSTEM, ref, saveNote, id, { text: 'Said\nanew', baseVersion: 1 })
    const [entry] = readDocument(await exported()).entries.filter(({ title }) => title.startsWith('Finetuned'))
    expect(entry?.note).toBe('Said\nanew')
    expect(await exported()).toBe(text.replace(/- They basically show[^]*?after the EOS token\./, 'Said\r\nanew'))
  })

  it('lacks a paper that was removed, until the removal is undone', async () => {
    await read(SEED)
    const { removalId } = await within(SYSTEM, ref, removePaper, (await paper('Finetuned')).id)
    expect(await exported()).toBe(SEED.replace(/Wei, J\.[^]*?<\/details>\n\n/, ''))
    await within(SYSTEM, ref, undoRemoval, removalId)
    expect(await exported()).toBe(SEED)
  })

  it('has a moved paper in its new section, and a new one in the style of its neighbours', async () => {
    await read(SEED)
    const moved = await paper('Pytorch')
    const target = await section('Pre-Training')
    await within(SYSTEM, ref, movePaper, moved.placements[0]?.id ?? '', { sectionId: target.id, position: null })
    const links = [{ kind: 'paper', url: 'https://arxiv.org/abs/1706.03762', label: '' }]
    const fields = {
      title: 'Attention is all you need',
      authors: 'Vaswani, A., Shazeer, N.',
      venue: 'NeurIPS',
      year: '2017',
      links,
    }
    await within(SYSTEM, ref, addPaper, {
      sectionId: (await section('Hardware')).id,
      fields: paperFieldsSchema.parse(fields),
    })
    const text = await exported()
    const entry = /Zhao, Y\.[^]*<\/details>/.exec(SEED)?.[0] ?? ''
    expect(text).toContain(`## Pre-Training\n\n${entry}\n\n## Post Pre-Training`)
    expect(text.split('## Hardware')[1]?.trim()).toBe(
      'Vaswani, A., & Shazeer, N. [**Attention is all you need**](https://arxiv.org/abs/1706.03762) NeurIPS (2017)',
    )
  })

  it('has a paper where the group moved it within its section', async () => {
    const text = README_STYLES['bullets with typed links'] ?? ''
    await read(text)
    const { placements } = await paper('Plan-and-Solve')
    const [place] = placements
    await within(SYSTEM, ref, movePaper, place?.id ?? '', { sectionId: place?.sectionId ?? '', position: 0 })
    const titles = readDocument(await exported()).entries.map(({ title }) => title.split(/[: ]/)[0])
    expect(titles).toEqual(['Plan-and-Solve', 'Tree', 'ReAct', 'Generative'])
    const sorted = (readme: string) => readme.split('\n').sort()
    expect(sorted(await exported())).toEqual(sorted(text))
  })

  it('has its sections as the group named and ordered them', async () => {
    await read(SEED)
    await within(SYSTEM, ref, renameSection, (await section('Hardware')).id, 'Machines')
    await within(SYSTEM, ref, moveSection, (await section('Machines')).id, { direction: 'up' })
    const titles = readDocument(await exported()).sections.map(({ title }) => title)
    expect(titles).toEqual(['Papers', 'Pre-Training', 'Machines', 'Post Pre-Training'])
  })

  it('gives, imported again, a list that has nothing to change', async () => {
    await read(SEED)
    await edit('Finetuned', { title: 'Finetuned models learn', venue: 'ICML' })
    const report = await read(await exported())
    expect(report.counts).toMatchObject({ added: 0, changed: 0, conflicts: 0, missing: 0 })
  })

  it('edits a paper that stands in two places in both', async () => {
    const entry = '- [Plan-and-Solve Prompting](https://arxiv.org/abs/2305.04091), Wang et al., ACL 2023\n'
    const text = `${README_STYLES['bullets with typed links'] ?? ''}${entry}`
    await read(text)
    await edit('Plan-and-Solve', { venue: 'EMNLP' })
    expect(await exported()).toBe(text.replaceAll('Wang et al., ACL 2023', 'Wang et al., EMNLP 2023'))
  })
})

describe('a list whose newer text lost a paper and a section', () => {
  const newer = SEED.replace(/## Hardware[^]*/, '')
  beforeEach(async () => {
    await read(SEED)
  })

  it('comes out as the newer text, and says what is left out', async () => {
    await read(newer)
    const { bytes, leftOut } = await within(SYSTEM, ref, exportList)
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(newer)
    expect(leftOut).toBe(1)
    const { bytes: all } = await within(SYSTEM, ref, exportList, { all: true })
    expect(new TextDecoder().decode(all)).toMatch(/## Hardware\n\nZhao, Y\./)
  })

  it('keeps the paper where the group made it theirs', async () => {
    await edit('Pytorch', { venue: 'VLDB' })
    await read(newer)
    expect(await exported()).toMatch(/## Hardware\n\nZhao, Y\..*VLDB \(2023\)/)
  })
})

describe('a list that nobody imported', () => {
  it('is written from nothing, and its tag names its bytes', async () => {
    const { id } = await buildSection(ref.id, { title: 'Models' })
    await buildPaper(ref.id, id, {
      title: 'Invariants of forms',
      url: 'https://arxiv.org/abs/1901.00001',
      venue: 'arXiv',
      year: 2019,
    })
    const first = await within(SYSTEM, ref, exportList)
    expect(new TextDecoder().decode(first.bytes)).toBe(
      '# Our papers\n\n## Models\n\nNoether, E. [**Invariants of forms**](https://arxiv.org/abs/1901.00001) arXiv (2019)\n',
    )
    expect((await within(SYSTEM, ref, exportList)).etag).toBe(first.etag)
    await edit('Invariants', { year: '2020' })
    expect((await within(SYSTEM, ref, exportList)).etag).not.toBe(first.etag)
  })
})
