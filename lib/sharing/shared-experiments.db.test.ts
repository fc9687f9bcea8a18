import { within } from '#lib/access/within.fixture.ts'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { createExperiment, removeExperiment } from '#lib/experiments/authored/commands.ts'
import { ONE_EXPERIMENT, onDisk, oneRun } from '#lib/experiments/experiments.fixture.ts'
import { getExperiment } from '#lib/experiments/queries.ts'
import { saveRun } from '#lib/experiments/runs/run-commands.ts'
import { buildList, buildMember, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { createShareLink } from './commands.ts'
import { getSharedExperiment, getSharedExperimentCode } from './experiment-queries.ts'
import { resolveShare } from './queries.ts'
import { type ShareLinkInput, shareLinkSchema } from './schema.ts'
import { getSharedPaper } from './shared-queries.ts'

vi.mock('#lib/experiments/catalogue.ts', async () => {
  const { onDisk: entry } = await import('#lib/experiments/experiments.fixture.ts')
  const all = [entry()]
  return { readCatalogue: () => all, findOnDisk: (slug: string) => all.find((each) => each.slug === slug) ?? null }
})

const NOWHERE = { code: 'not_found' }
let ref: { id: string }
let paper: string
let other: string
let own: string
let elsewhere: string

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret for tests'
  ref = await buildList({ title: 'Reading' })
  const section = await buildSection(ref.id)
  const { actor } = await buildMember(ref.id, 'MEMBER', { name: 'Sofja Kowalewskaja' })
  const note = '::experiment{on-disk d=8}\n\n::experiment{does-the-loss-fall}\n\n::experiment{does-the-loss-fall-2}'
  paper = (await buildPaper(ref.id, section.id, { arxiv: '2507.16003', note })).id
  other = (await buildPaper(ref.id, section.id)).id
  own = (await within(actor, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: paper })).slug
  elsewhere = (await within(actor, ref, createExperiment, { ...ONE_EXPERIMENT, paperId: other })).slug
  await within(actor, ref, saveRun, 'on-disk', { result: oneRun(onDisk().codeVersion), remark: 'by Sofja' })
})

async function share(changed: Partial<ShareLinkInput>) {
  const input = { ...shareLinkSchema.parse({ scope: 'PAPER', paperId: paper }), ...changed }
  return resolveShare((await within(SYSTEM, ref, createShareLink, input)).token)
}
const code = async (slug: string) => (await within(SYSTEM, ref, getExperiment, slug)).code.codeVersion

describe('a shared paper', () => {
  it('shows the experiment on disk with its recorded result, and nothing that the group wrote or ran', async () => {
    const access = await share({})
    const { experiments } = await getSharedPaper(access, paper, '/s/t')
    expect(experiments.map(({ slug, shown }) => [slug, shown?.from, shown?.result.verdicts])).toEqual([
      ['on-disk', 'disk', onDisk().result?.verdicts],
    ])
    expect((await getSharedExperiment(access, paper, 'on-disk', '/s/t')).shown?.from).toBe('disk')
    await expect(getSharedExperiment(access, paper, own, '/s/t')).rejects.toMatchObject(NOWHERE)
    await expect(getSharedExperimentCode(access, paper, own, await code(own))).rejects.toMatchObject(NOWHERE)
  })

  it('with its notes shows those that the group wrote too, and the group’s result without its people', async () => {
    const access = await share({ includeNotes: true })
    const { experiments, note } = await getSharedPaper(access, paper, '/s/t')
    expect(experiments.map(({ slug }) => slug)).toEqual(['on-disk', own])
    expect(note?.html).toContain(`<a href="/s/t/p/${paper}/experiments/on-disk?d=8">`)
    expect(note?.html).toContain(`<a href="/s/t/p/${paper}/experiments/${own}">`)
    expect(note?.html).toContain(`<p>::experiment{${elsewhere}}</p>`)

    const disk = await getSharedExperiment(access, paper, 'on-disk', '/s/t')
    expect(disk.shown?.from).toBe('group')
    const authored = await getSharedExperiment(access, paper, own, '/s/t')
    expect(authored.code.address).toBe(`/s/t/p/${paper}/experiments/${own}/code/${await code(own)}`)
    expect((await getSharedExperimentCode(access, paper, own, await code(own))).compiled).toContain('export default')
    const all = JSON.stringify([disk, authored, experiments])
    for (const inside of ['Sofja', 'userId', 'remark', 'createdBy', 'paperId']) expect(all).not.toContain(inside)
    expect(Object.keys(authored).sort()).toEqual(['claims', 'code', 'description', 'explanation', 'shown', 'slug'])
  })

  it('leads to no other paper’s experiments, unless that one is shared as well', async () => {
    const one = await share({ includeNotes: true })
    await expect(getSharedExperiment(one, other, elsewhere, '/s/t')).rejects.toMatchObject(NOWHERE)
    await expect(getSharedExperiment(one, paper, elsewhere, '/s/t')).rejects.toMatchObject(NOWHERE)
    await expect(getSharedExperimentCode(one, paper, elsewhere, await code(elsewhere))).rejects.toMatchObject(NOWHERE)
    const whole = await share({ scope: 'LIST', paperId: null, includeNotes: true })
    expect((await getSharedPaper(whole, paper, '/s/t')).note?.html).toContain(`/p/${other}/experiments/${elsewhere}"`)
    expect((await getSharedExperiment(whole, other, elsewhere, '/s/t')).slug).toBe(elsewhere)
  })

  it('asks for its password first, and forgets what was removed', async () => {
    const locked = await share({ includeNotes: true, password: 'a long password' })
    await expect(getSharedExperiment(locked, paper, 'on-disk', '/s/t')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(getSharedExperimentCode(locked, paper, own, await code(own))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    const codeVersion = await code(own)
    await within(SYSTEM, ref, removeExperiment, own)
    const access = await share({ includeNotes: true })
    await expect(getSharedExperiment(access, paper, own, '/s/t')).rejects.toMatchObject(NOWHERE)
    await expect(getSharedExperimentCode(access, paper, own, codeVersion)).rejects.toMatchObject(NOWHERE)
  })
})
