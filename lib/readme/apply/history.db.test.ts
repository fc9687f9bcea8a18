import { within } from '#lib/access/within.fixture.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { titleKey } from '#lib/papers/fields/title.ts'
import { addPaper, editPaper } from '#lib/papers/commands.ts'
import { paperFieldsSchema } from '#lib/papers/fields/fields-schema.ts'
import { getPaperForm } from '#lib/papers/form-queries.ts'
import { movePaper } from '#lib/papers/placement-commands.ts'
import { addSection, renameSection } from '#lib/lists/section-commands.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { importReadme } from './commands.ts'
import { matchingKeys } from '#lib/readme/plan/match/group-entries.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import type { ImportReport } from '#lib/readme/report.ts'

/** One list in its successive versions, as its keeper's commits made them. */
const VERSIONS = {
  start: `# Minds and machines

## Learning

Richards, B. A., & Lillicrap, T. P. [**A deep learning framework for neuroscience**](https://www.nature.com/articles/s41593-019-0520-2) Nature Neuroscience (2019)

Lillicrap, T. P., & Hinton, G. [**Backpropagation and the brain**](https://www.nature.com/articles/s41583-020-0277-3) Nature Reviews Neuroscience (2020)

Whittington, J., & Bogacz, R. [**Theories of error back-propagation in the brain**](https://arxiv.org/abs/1901.00001) arXiv (2019)

<details><summary>Notes</summary>

- A review.

- Four families of theories.

- To read again.
</details>

## Vision

Kar, K., & DiCarlo, J. J. [**Evidence that recurrent circuits are critical**](https://www.biorxiv.org/content/10.1101/354753v1) bioRxiv (2018)

Kubilius, J., & Schrimpf, M. [**CORnet: modeling the neural mechanisms of core object recognition**](https://www.biorxiv.org/content/10.1101/408385v1) bioRxiv (2018)
`,
} as Record<string, string>

// Links to newer versions and PDFs, papers published meanwhile, one more paper.
VERSIONS.published = VERSIONS.start!.replace('354753v1', '354753v2')
  .replace('https://arxiv.org/abs/1901.00001', 'https://arxiv.org/pdf/1901.00001v3.pdf')
  .replace(
    '[**CORnet: modeling the neural mechanisms of core object recognition**](https://www.biorxiv.org/content/10.1101/408385v1) bioRxiv (2018)',
    '[**Brain-like object recognition with high-performing shallow recurrent ANNs**](https://papers.nips.cc/paper/9441-brain-like) NeurIPS (2019)',
  )
  .replace('- Four families', '- Four families (three really)')
  .concat(
    '\nYamins, D., & DiCarlo, J. J. [**Using goal-driven deep learning models to understand sensory cortex**](https://www.nature.com/articles/nn.4244) Nature Neuroscience (2016)\n',
  )
// The sections get other names, the order within one is turned round.
const [before, learning, vision] = VERSIONS.published.split(/^## .*$/m) as [string, string, string]
const paragraphs = vision.trim().split(/\n\n/)
VERSIONS.regrouped = `${before}## The visual system\n\n${paragraphs.toReversed().join('\n\n')}\n\n## How brains learn\n${learning}`
// A section is put below another one, a paper moves there, another is retitled.
VERSIONS.nested = VERSIONS.regrouped
  .replace('## The visual system', '## Systems\n\n### The visual system')
  .replace('**Backpropagation and the brain**', '**Backpropagation and the brain: a perspective**')
// Two papers are taken out.
VERSIONS.shorter = VERSIONS.nested.replace(/^Lillicrap.*\n\n/m, '').replace(/^Yamins.*\n\n/m, '')

type Ref = { id: string }
let ref: Ref
const reports: Record<string, ImportReport> = {}
/** Which paper each title and identifier has ever been. */
const known = new Map<string, string>()
const identity: string[] = []

async function bring(name: string): Promise<void> {
  const text = VERSIONS[name] ?? ''
  const input = { bytes: new TextEncoder().encode(text), origin: 'README.md', assets: new Map<string, Uint8Array>() }
  reports[name] = await within(SYSTEM, ref, importReadme, input)
  const places = await prisma().placement.findMany({
    where: { listId: ref.id, spanStart: { not: null } },
    select: { spanStart: true, paperId: true },
  })
  const idAt = new Map(places.map((place) => [place.spanStart, place.paperId]))
  for (const entry of readDocument(text).entries) {
    const id = idAt.get(entry.span.start) ?? 'none'
    for (const key of [...matchingKeys(entry), titleKey(entry.title)]) {
      if (known.has(key) && known.get(key) !== id) identity.push(`${name}: ${entry.title}`)
      known.set(key, id)
    }
  }
}

const paper = (title: string) =>
  prisma().paper.findFirstOrThrow({
    where: { listId: ref.id, title: { contains: title } },
    include: {
      note: true,
      links: { orderBy: { position: 'asc' } },
      placements: { where: { removalId: null }, include: { section: true } },
    },
  })
const section = async (title: string) => prisma().section.findFirstOrThrow({ where: { listId: ref.id, title } })
async function edit(title: string, change: Record<string, unknown>): Promise<void> {
  const { id, version } = await paper(title)
  const { slug } = await prisma().list.findUniqueOrThrow({ where: { id: ref.id } })
  const form = await within(SYSTEM, { slug }, getPaperForm, id)
  await within(SYSTEM, ref, editPaper, id, {
    fields: paperFieldsSchema.parse({ ...form.values, ...change }),
    baseVersion: version,
  })
}
const sectionsOf = async (title: string) => (await paper(title)).placements.map((place) => place.section.title)

describe('a list that its keeper and its group both work on', () => {
  beforeAll(async () => {
    ref = { id: (await buildList()).id }
    await bring('start')
    // The group retitles, writes a note, corrects a venue, adds a paper and a section, and moves a paper there.
    await edit('Evidence that recurrent', { title: 'Recurrent circuits (our reading)' })
    await edit('A deep learning framework', { venue: 'Nat. Neurosci.' })
    const review = await paper('Theories of error')
    const text = review.note?.text.replace('- To read again.', '- Read on Monday.') ?? ''
    await within(SYSTEM, ref, saveNote, review.id, { text, baseVersion: 1 })
    const brain = await paper('Backpropagation and the brain')
    await within(SYSTEM, ref, saveNote, brain.id, { text: 'Our own note.', baseVersion: 0 })
    const { id: ours } = await within(SYSTEM, ref, addSection, { title: 'Ours', parentId: null })
    const fields = paperFieldsSchema.parse({ title: 'A paper that only we read' })
    await within(SYSTEM, ref, addPaper, { sectionId: ours, fields })
    const [place] = (await paper('A deep learning framework')).placements
    await within(SYSTEM, ref, movePaper, place?.id ?? '', { sectionId: ours, position: 0 })
    await bring('published')
    await within(SYSTEM, ref, renameSection, (await section('Vision')).id, 'Seeing')
    await bring('regrouped')
    await edit('Using goal-driven', { year: '2017' })
    await bring('nested')
    await bring('shorter')
    // And back to where it was before, as a keeper does who regrets.
    await bring('nested')
  })

  it('has the same paper for the same title and identifier in every version', () => {
    expect(identity).toEqual([])
  })

  it('never has a paper twice', async () => {
    const titles = await prisma().paper.findMany({ where: { listId: ref.id }, select: { title: true } })
    expect(titles.map(({ title }) => title).toSorted()).toEqual([
      'A deep learning framework for neuroscience',
      'A paper that only we read',
      'Backpropagation and the brain: a perspective',
      'Brain-like object recognition with high-performing shallow recurrent ANNs',
      'Recurrent circuits (our reading)',
      'Theories of error back-propagation in the brain',
      'Using goal-driven deep learning models to understand sensory cortex',
    ])
    expect(reports.published?.counts).toMatchObject({ added: 1, missing: 0, conflicts: 0 })
    expect(reports.regrouped?.counts).toMatchObject({ added: 0, missing: 0, conflicts: 0 })
    expect(reports.nested?.counts).toMatchObject({ added: 0, conflicts: 0 })
  })

  it('kept every edit of the group', async () => {
    expect(await paper('Recurrent circuits')).toMatchObject({
      title: 'Recurrent circuits (our reading)',
      links: [{ url: 'https://www.biorxiv.org/content/10.1101/354753v2' }],
    })
    expect(await paper('A deep learning framework')).toMatchObject({ venue: 'Nat. Neurosci.' })
    expect(await paper('Using goal-driven')).toMatchObject({ year: 2017 })
    expect((await paper('Backpropagation and the brain')).note?.text).toBe('Our own note.')
    expect(await sectionsOf('A deep learning framework')).toEqual(['Ours'])
    expect(await sectionsOf('A paper that only we read')).toEqual(['Ours'])
    expect(await sectionsOf('Brain-like object')).toEqual(['Seeing'])
  })

  it('took over what the keeper changed', async () => {
    const review = await paper('Theories of error')
    expect(review.links).toMatchObject([{ url: 'https://arxiv.org/pdf/1901.00001v3.pdf' }])
    expect(review.note?.text).toBe('- A review.\n\n- Four families (three really) of theories.\n\n- Read on Monday.')
    expect(await paper('Brain-like object')).toMatchObject({ venue: 'NeurIPS', year: 2019 })
    expect(await sectionsOf('Theories of error')).toEqual(['How brains learn'])
    const seeing = await section('Seeing')
    expect(seeing.parentId).toBe((await section('Systems')).id)
    const order = await prisma().placement.findMany({
      where: { sectionId: seeing.id },
      orderBy: { position: 'asc' },
      select: { paper: { select: { title: true } } },
    })
    expect(order.map(({ paper: { title } }) => title.slice(0, 5))).toEqual(['Using', 'Brain', 'Recur'])
  })

  it('said what the keeper took out, and removed none of it', async () => {
    expect(reports.shorter?.removals).toMatchObject([
      { kind: 'paper', title: 'Backpropagation and the brain: a perspective', isEdited: true },
      { kind: 'paper', title: 'Using goal-driven deep learning models to understand sensory cortex', isEdited: true },
    ])
    expect(reports.nested?.counts).toMatchObject({ added: 0, unchanged: 6 })
    expect(await prisma().removal.count({ where: { listId: ref.id } })).toBe(0)
  })
})
