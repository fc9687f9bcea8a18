import { within } from '#lib/access/within.fixture.ts'
import { describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { createExperiment, saveExperimentVersion } from '#lib/experiments/authored/commands.ts'
import { ONE_EXPERIMENT, onDisk, oneRun } from '#lib/experiments/experiments.fixture.ts'
import { getExperiment, listExperiments } from '#lib/experiments/queries.ts'
import { remarkRun, removeRun, saveRun } from './run-commands.ts'
import { getRuns, listRuns } from './run-queries.ts'
import { runInputSchema } from './stored-run.ts'

vi.mock('#lib/experiments/catalogue.ts', async () => {
  const { onDisk: entry } = await import('#lib/experiments/experiments.fixture.ts')
  const all = [entry()]
  return { readCatalogue: () => all, findOnDisk: (slug: string) => all.find((each) => each.slug === slug) ?? null }
})

const DISK = onDisk().codeVersion

async function room() {
  const list = await buildList()
  const section = await buildSection(list.id)
  const paper = await buildPaper(list.id, section.id, { arxiv: '2507.16003' })
  const ref = { id: list.id }
  const cast = await buildCast(list.id)
  const save = (result = oneRun(DISK), actor = cast.member, remark: string | null = null) =>
    within(actor, ref, saveRun, 'on-disk', { result, remark })
  return { list, ref, paper, cast, save }
}

describe('a run that a member saves', () => {
  it('is there for the group, with its verdicts judged here', async () => {
    const { ref, cast, save } = await room()
    const verdicts = [{ claim: 'falls', outcome: 'holds' as const, value: 9, note: null }]
    const { id, reduced } = await save(oneRun(DISK, { verdicts }), cast.member, 'A try')
    expect(reduced).toEqual([])
    const { runs } = await within(cast.viewer, ref, listRuns, 'on-disk')
    expect(runs).toEqual([
      expect.objectContaining({ id, isOwn: false, mayRemove: false, isCurrent: true, remark: 'A try', seed: 1 }),
    ])
    expect(runs[0]).not.toHaveProperty('figures')
    expect(runs[0]?.verdicts[0]).toMatchObject({ claim: 'falls', outcome: 'does not hold', value: 9 })
    const [run] = await within(cast.member, ref, getRuns, 'on-disk', [id, 'nothing'])
    expect(run).toMatchObject({ isOwn: true, mayRemove: true, figures: oneRun(DISK).figures })
  })

  it('of another code is refused, unless it is a version that was kept', async () => {
    const { ref, cast, paper, save } = await room()
    await expect(save(oneRun('e'.repeat(64)))).rejects.toMatchObject({ code: 'conflict' })
    const { slug } = await within(cast.member, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
    const before = (await within(SYSTEM, ref, getExperiment, slug)).code.codeVersion
    const source = `${ONE_EXPERIMENT.source}\nexport const more = 1`
    await within(cast.member, ref, saveExperimentVersion, slug, { ...ONE_EXPERIMENT, source, baseVersion: 1 })
    await within(cast.member, ref, saveRun, slug, { result: oneRun(before), remark: null })
    expect((await within(SYSTEM, ref, listRuns, slug)).runs[0]).toMatchObject({ codeVersion: before, isCurrent: false })
  })

  it('with parameters that the experiment does not allow is refused', async () => {
    const { ref, save } = await room()
    await expect(save(oneRun(DISK, { parameters: { d: 1000 } }))).rejects.toMatchObject({ code: 'invalid' })
    expect((await within(SYSTEM, ref, listRuns, 'on-disk')).runs).toEqual([])
  })

  it('is remarked on by who saved it, and removed by them or an admin', async () => {
    const { ref, cast, save } = await room()
    const own = await save()
    const other = await save(oneRun(DISK), cast.admin)
    await within(cast.member, ref, remarkRun, own.id, 'Better')
    await expect(within(cast.admin, ref, remarkRun, own.id, 'Mine')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(within(cast.member, ref, removeRun, other.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await within(SYSTEM, ref, getRuns, 'on-disk', [own.id]))[0]?.remark).toBe('Better')
    await within(cast.member, ref, removeRun, own.id)
    expect((await within(SYSTEM, ref, listRuns, 'on-disk')).runs.map(({ id }) => id)).toEqual([other.id])
  })

  it('is one of three hundred a day at most, with all that its texts may hold', async () => {
    const { ref, cast, save } = await room()
    const note = `${'a'.repeat(999)}😀`
    const verdicts = [{ claim: 'falls', outcome: 'holds' as const, value: 0.3, note }]
    const { id } = await save(runInputSchema.parse(oneRun(DISK, { verdicts })))
    const { id: _id, ...row } = await prisma().run.findUniqueOrThrow({ where: { id } })
    const { parameters, verdicts: kept, metrics, figures } = row as unknown as Record<string, object>
    const copy = { ...row, parameters: parameters!, verdicts: kept!, metrics: metrics!, figures: figures! }
    await prisma().run.createMany({ data: Array.from({ length: 299 }, () => copy) })
    await expect(save()).rejects.toMatchObject({ code: 'rate_limited' })
    await save(oneRun(DISK), cast.admin)
    await prisma().run.updateMany({ where: { listId: ref.id }, data: { createdAt: new Date(Date.now() - 90_000_000) } })
    await save()
  })

  it('of another list is not there', async () => {
    const { save } = await room()
    const { id } = await save()
    const elsewhere = await room()
    expect(await within(SYSTEM, elsewhere.ref, getRuns, 'on-disk', [id])).toEqual([])
    expect((await within(SYSTEM, elsewhere.ref, listRuns, 'on-disk')).runs).toEqual([])
    await expect(within(SYSTEM, elsewhere.ref, removeRun, id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

it('a table of runs goes on where the page before ended, also among runs of one moment', async () => {
  const { ref, list } = await room()
  const at = new Date('2026-01-01')
  const { device, parameters } = oneRun(DISK)
  await prisma().run.createMany({
    data: Array.from({ length: 120 }, (_, index) => ({
      listId: list.id,
      slug: 'on-disk',
      codeVersion: DISK,
      parameters,
      seed: index,
      deviceKind: device.kind,
      deviceLabel: device.label,
      milliseconds: 1,
      verdicts: [],
      metrics: [],
      figures: {},
      createdAt: index < 70 ? at : new Date(at.getTime() + index),
    })),
  })
  const seeds: number[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listRuns>> = await within(SYSTEM, ref, listRuns, 'on-disk', cursor)
    seeds.push(...page.runs.map(({ seed }) => seed))
    cursor = page.nextCursor
  } while (cursor)
  expect(seeds.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, index) => 119 - index))
  expect(new Set(seeds).size).toBe(120)
  expect(seeds).toHaveLength(120)
  expect((await within(SYSTEM, ref, listRuns, 'on-disk', 'junk')).runs[0]?.seed).toBe(119)
})

it('what is shown before anything runs is the group’s newest run of the code as it is with the defaults, else the recorded one', async () => {
  const { ref, paper, save } = await room()
  const shown = async () => (await within(SYSTEM, ref, getExperiment, 'on-disk')).shown
  const value = (result: { verdicts: { value: number | null }[] } | undefined) => result?.verdicts[0]?.value
  expect(await shown()).toMatchObject({ from: 'disk', result: { milliseconds: 1234.5 } })
  await save(oneRun(DISK, { seed: 2 }))
  await save(oneRun(DISK, { parameters: { d: 8 } }))
  expect((await shown())?.from).toBe('disk')
  await save()
  const verdicts = [{ claim: 'falls', outcome: 'holds' as const, value: 0.55, note: null }]
  await save(oneRun(DISK, { verdicts }))
  const found = await shown()
  expect(found?.from).toBe('group')
  expect(value(found?.result)).toBe(0.55)
  expect(found?.result.figures).toEqual(oneRun(DISK).figures)
  const [card] = await within(SYSTEM, ref, listExperiments, { paperId: paper.id })
  expect(card).toMatchObject({ runCount: 4, verdicts: [{ value: 0.55 }, { claim: 'exact', outcome: 'undecided' }] })
})
