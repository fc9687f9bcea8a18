import { within } from '#lib/access/within.fixture.ts'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { getRenderedNote } from '#lib/notes/render-queries.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import {
  createExperiment,
  forkExperiment,
  removeExperiment,
  restoreExperiment,
  saveExperimentVersion,
} from './commands.ts'
import { DESCRIPTION, ONE_EXPERIMENT, onDisk } from '#lib/experiments/experiments.fixture.ts'
import { getExperiment, listExperiments } from '#lib/experiments/queries.ts'
import { resolveExperiments } from '#lib/experiments/resolve-queries.ts'
import { getExperimentCode, getExperimentVersion, listExperimentVersions } from './version-queries.ts'

vi.mock('#lib/experiments/catalogue.ts', async () => {
  const { onDisk: entry, DESCRIPTION: described } = await import('#lib/experiments/experiments.fixture.ts')
  const other = { ...described, paper: { title: 'Other' } }
  const all = [
    entry(),
    entry({ slug: 'elsewhere', description: other }),
    entry({ slug: 'in-parts', description: other, source: "import './part.ts'", url: '/lab/in-parts.test.js' }),
  ]
  return { readCatalogue: () => all, findOnDisk: (slug: string) => all.find((each) => each.slug === slug) ?? null }
})

async function room() {
  const list = await buildList()
  const section = await buildSection(list.id)
  const paper = await buildPaper(list.id, section.id, { arxiv: '2507.16003', note: 'A note' })
  const other = await buildPaper(list.id, section.id)
  return { list, ref: { id: list.id }, paper, other, cast: await buildCast(list.id) }
}

describe('the experiments of a paper', () => {
  it('are those on disk that name it, and those that the group wrote about it', async () => {
    const { ref, paper, other, cast } = await room()
    const { slug } = await within(cast.member, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const slugs = async (about: { paperId?: string }) =>
      (await within(cast.viewer, ref, listExperiments, about)).map((card) => card.slug)
    expect(slug).toBe('does-the-loss-fall')
    expect(await slugs({ paperId: paper.id })).toEqual(['on-disk', slug])
    expect(await slugs({ paperId: other.id })).toEqual([])
    expect(await slugs({})).toEqual(['on-disk', 'elsewhere', 'in-parts', slug])
    expect((await within(SYSTEM, ref, listExperiments, { paperId: paper.id }))[0]).toEqual({
      slug: 'on-disk',
      title: 'On disk',
      question: DESCRIPTION.question,
      isOnDisk: true,
      runCount: 0,
      verdicts: onDisk().result?.verdicts,
    })
  })

  it('show what they are, on disk and authored alike', async () => {
    const { list, ref, paper, cast } = await room()
    const { slug } = await within(cast.member, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const authored = await within(cast.viewer, ref, getExperiment, slug)
    expect(authored).toMatchObject({
      isOnDisk: false,
      paper: { id: paper.id, title: paper.title },
      version: 1,
      mayWrite: false,
      maySaveRuns: false,
      mayRemove: false,
      shown: null,
    })
    expect(authored.explanation.html).toContain('<strong>words</strong>')
    expect(authored.claims.falls?.statement).toContain('<math')
    expect(authored.code.address).toBe(`/l/${list.slug}/experiments/${slug}/code/${authored.code.codeVersion}`)
    const { compiled } = await within(cast.viewer, ref, getExperimentCode, slug, authored.code.codeVersion)
    expect(compiled).toContain('function defineExperiment(definition)')

    const disk = await within(cast.member, ref, getExperiment, 'on-disk')
    expect(disk).toMatchObject({ isOnDisk: true, version: null, mayWrite: false, mayFork: true, maySaveRuns: true })
    expect(disk).toMatchObject({
      paper: { id: paper.id },
      code: { address: '/lab/on-disk.1.js' },
      shown: { from: 'disk' },
    })
    expect((await within(SYSTEM, ref, getExperiment, 'elsewhere')).paper).toBeNull()
  })

  it('of another list are not there', async () => {
    const { ref, paper } = await room()
    const { slug } = await within(SYSTEM, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const elsewhere = await room()
    const nowhere = { code: 'not_found' }
    await expect(within(SYSTEM, elsewhere.ref, getExperiment, slug)).rejects.toMatchObject(nowhere)
    await expect(within(SYSTEM, elsewhere.ref, getExperimentVersion, slug)).rejects.toMatchObject(nowhere)
    await expect(within(SYSTEM, elsewhere.ref, forkExperiment, { from: slug, paperId: null })).rejects.toMatchObject(
      nowhere,
    )
    await expect(within(SYSTEM, elsewhere.ref, removeExperiment, slug)).rejects.toMatchObject(nowhere)
    await expect(
      within(SYSTEM, elsewhere.ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id }),
    ).rejects.toMatchObject(nowhere)
  })
})

describe('a text that members write', () => {
  const changed = (words: string) => ({ ...ONE_EXPERIMENT, source: `${ONE_EXPERIMENT.source}// ${words}\n` })

  it('keeps every version, and the same text is no new one', async () => {
    const { ref, paper, cast } = await room()
    const { slug } = await within(cast.member, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const save = (words: string, baseVersion: number) =>
      within(cast.admin, ref, saveExperimentVersion, slug, { ...changed(words), baseVersion })
    expect((await save('two', 1)).version).toBe(2)
    expect((await save('two', 1)).version).toBe(2)
    const versions = await within(cast.viewer, ref, listExperimentVersions, slug)
    expect(versions.map(({ number }) => number)).toEqual([2, 1])
    expect((await within(cast.viewer, ref, getExperimentVersion, slug, 1)).source).toBe(ONE_EXPERIMENT.source)
    expect((await within(cast.viewer, ref, getExperimentVersion, slug)).source).toContain('// two')
  })

  it('is never lost where two save at once: the second is told what stands there', async () => {
    const { ref, paper, cast } = await room()
    const { slug } = await within(cast.member, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const save = (words: string) =>
      within(cast.member, ref, saveExperimentVersion, slug, { ...changed(words), baseVersion: 1 })
    const both = await Promise.allSettled([save('mine'), save('yours')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await within(SYSTEM, ref, listExperimentVersions, slug)).toHaveLength(2)
    const now = await within(SYSTEM, ref, getExperimentVersion, slug)
    const told = { code: 'conflict', details: { version: 2, source: now.source, authorName: now.authorName } }
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: told })
    await expect(save('third')).rejects.toMatchObject(told)
  })

  it('is kept three hundred times a day, not by a script for ever', async () => {
    const { ref, paper, cast } = await room()
    const { slug } = await within(cast.member, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const { id, createdById } = await prisma().experiment.findFirstOrThrow({ where: { listId: ref.id, slug } })
    const texts = { source: '', compiled: '', codeVersion: '', description: {} }
    await prisma().experimentVersion.createMany({
      data: Array.from({ length: 299 }, (_, at) => ({
        ...texts,
        experimentId: id,
        number: at + 2,
        authorId: createdById,
      })),
    })
    const again = { ...ONE_EXPERIMENT, paperId: paper.id }
    await expect(within(cast.member, ref, createExperiment, again)).rejects.toMatchObject({ code: 'rate_limited' })
    const next = { ...changed('more'), baseVersion: 1 }
    await expect(within(cast.member, ref, saveExperimentVersion, slug, next)).rejects.toMatchObject({
      code: 'rate_limited',
    })
    expect(await within(cast.admin, ref, createExperiment, again)).toHaveProperty('slug')
  })

  it('that cannot be compiled is not kept', async () => {
    const { ref, paper } = await room()
    const broken = { ...ONE_EXPERIMENT, source: 'export default {', paperId: paper.id }
    await expect(within(SYSTEM, ref, createExperiment, broken)).rejects.toMatchObject({
      code: 'invalid',
      details: { line: 1 },
    })
    expect(await prisma().experiment.count({ where: { listId: ref.id } })).toBe(0)
  })

  it('may start from any experiment, on disk or authored', async () => {
    const { ref, paper, cast } = await room()
    const one = await within(cast.member, ref, forkExperiment, { from: 'on-disk', paperId: paper.id })
    const two = await within(cast.member, ref, forkExperiment, { from: one.slug, paperId: null })
    expect([one.slug, two.slug]).toEqual(['on-disk-2', 'on-disk-3'])
    expect((await within(SYSTEM, ref, getExperimentVersion, one.slug)).source).toBe(onDisk().source)
    expect(await within(SYSTEM, ref, getExperiment, two.slug)).toMatchObject({
      forkedFrom: one.slug,
      paper: { id: paper.id },
      description: { title: 'On disk', explanation: 'From a *folder*.' },
    })
    await expect(within(SYSTEM, ref, forkExperiment, { from: 'nothing', paperId: null })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('that starts from a folder of several files has all of them in it', async () => {
    const file = join(process.cwd(), 'public/lab/in-parts.test.js')
    mkdirSync(dirname(file), { recursive: true })
    const bundle = 'var part = 1;\nexport {\n  part as default\n};\n'
    writeFileSync(file, bundle)
    try {
      const { ref, paper, cast } = await room()
      const { slug } = await within(cast.member, ref, forkExperiment, { from: 'in-parts', paperId: paper.id })
      expect((await within(SYSTEM, ref, getExperimentVersion, slug)).source).toContain(bundle)
    } finally {
      rmSync(file)
    }
  })

  it('is removed by who wrote it or an admin, out of sight, and can come back', async () => {
    const { list, ref, paper, cast } = await room()
    const { slug } = await within(cast.member, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const another = await within(cast.admin, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    await expect(within(cast.member, ref, removeExperiment, another.slug)).rejects.toMatchObject({ code: 'forbidden' })
    await within(cast.member, ref, removeExperiment, slug)
    await expect(within(cast.viewer, ref, getExperiment, slug)).rejects.toMatchObject({ code: 'not_found' })
    expect(await within(cast.viewer, ref, resolveExperiments, [slug])).toEqual({ [slug]: null })
    expect(await within(cast.member, ref, getExperiment, slug)).toMatchObject({ isRemoved: true, mayRemove: true })
    await within(cast.admin, ref, removeExperiment, another.slug)
    const copy = within(cast.member, ref, forkExperiment, { from: another.slug, paperId: null })
    await expect(copy).rejects.toMatchObject({ code: 'not_found' })
    expect(await within(cast.admin, ref, forkExperiment, { from: another.slug, paperId: null })).toHaveProperty('slug')
    await within(cast.admin, ref, restoreExperiment, slug)
    expect(await within(cast.viewer, ref, resolveExperiments, [slug, 'on-disk', 'nothing'])).toEqual({
      [slug]: { href: `/l/${list.slug}/experiments/${slug}`, title: DESCRIPTION.title },
      'on-disk': { href: `/l/${list.slug}/experiments/on-disk`, title: 'On disk' },
      nothing: null,
    })
  })
})

it('a note places experiments as links that carry the parameters', async () => {
  const { list, ref, paper } = await room()
  const text = '::experiment{on-disk d=8 seed=3}\n\n::experiment{nothing}'
  await prisma().note.update({ where: { paperId: paper.id }, data: { text } })
  const note = await within(SYSTEM, ref, getRenderedNote, paper.id)
  expect(note?.html).toContain(`<a href="/l/${list.slug}/experiments/on-disk?d=8&#x26;seed=3">On disk</a>`)
  expect(note?.html).toContain('<p>::experiment{nothing}</p>')
})
