import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import { type Macros, renderMarkdown } from '#lib/markdown/render.ts'
import { identifierKey, identify } from '#lib/papers/fields/identifiers.ts'
import { RevisionCache } from '#lib/lists/revision-cache.ts'
import { getIdentifiers } from '#lib/papers/paper-queries.ts'
import type { StoredPaper } from '#lib/papers/schema.ts'
import { prisma } from '#prisma/client.ts'
import { codeHref } from './address.ts'
import { readCatalogue } from './catalogue.ts'
import { type Experiment, experimentOnDisk, unsafeAuthored, unsafeFindExperiment } from './find-queries.ts'
import type { ClaimHtml, ExperimentCard, ExperimentCode, ExperimentView, ShownResult } from './authored/schema.ts'
import { unsafeShownResults, unsafeShownVerdicts } from './shown-queries.ts'

const standing = { removalId: null, section: { removalId: null } }

/** The identifiers of the paper that an experiment is about, as papers have them. */
function identifiersOf({ arxiv, doi }: ExperimentDescription['paper']) {
  const texts = [arxiv && `arxiv:${arxiv}`, doi && `doi:${doi}`].filter((text) => text !== undefined)
  return texts.flatMap((text) => identify(text) ?? [])
}

/** What members wrote about a paper, by the list's contents. */
const kept = new RevisionCache<Experiment[]>(200)

/**
 * The experiments about a paper: those on disk that name it, and those that the group wrote, from memory as long as
 * the list's contents, just read, are the same. Unsafe:
 * asks nobody; for callers that have checked the list or the share themselves.
 */
export async function unsafePaperExperiments(
  { id: listId, contents }: { id: string; contents: number },
  { id: paperId, identifiers }: Pick<StoredPaper, 'id' | 'identifiers'>,
): Promise<Experiment[]> {
  const authored = await kept.get(listId, contents, paperId, () => unsafeAuthored(listId, { paperId, removedAt: null }))
  const onDisk = readCatalogue()
    .filter(({ slug }) => !authored.some((each) => each.slug === slug))
    .map(experimentOnDisk)
    .filter((each) => isAbout(each, { id: paperId, identifiers }))
  return [...onDisk, ...authored]
}

/** Whether an experiment is about a paper: its author said so, or it names one of the paper's identifiers. */
export function isAbout(
  { authored, description }: Experiment,
  { id, identifiers }: Pick<StoredPaper, 'id' | 'identifiers'>,
): boolean {
  if (authored) return authored.paperId === id && !authored.isRemoved
  const known = new Set(identifiers.map(({ scheme, value }) => `${scheme}:${value}`))
  return identifiersOf(description.paper).some((each) => known.has(identifierKey(each)))
}

/** The list's paper that an experiment is about. */
async function findPaper(listId: string, experiment: Experiment) {
  const wanted = identifiersOf(experiment.description.paper)
  const which = experiment.authored
    ? { id: experiment.authored.paperId ?? '' }
    : { identifiers: { some: { OR: wanted.map(({ scheme, value }) => ({ scheme, value })) } } }
  if (!experiment.authored && wanted.length === 0) return null
  return prisma().paper.findFirst({
    where: { listId, placements: { some: standing }, ...which },
    select: { id: true, title: true },
  })
}

/** Where the text of the code is fetched. @param base see `experimentHref`. */
export const codeOf = ({ slug, codeVersion, disk }: Experiment, base: string): ExperimentCode => ({
  address: disk ? disk.url : codeHref(base, slug, codeVersion),
  codeVersion,
})

/** The words of the claims as HTML. */
export function claimsHtml(description: ExperimentDescription, macros: Macros): Record<string, ClaimHtml> {
  const html = (text: string) => renderInline(text, { macros, typeset: true })
  return Object.fromEntries(
    Object.entries(description.claims).map(([name, claim]) => [
      name,
      { statement: html(claim.statement), measure: html(claim.measure) },
    ]),
  )
}

/**
 * The experiments of a list: those on disk, then those that the group wrote.
 * @param about only those about this paper.
 * @throws AppError not_found for the paper.
 */
export async function listExperiments(
  access: ListAccess,
  about: { paperId?: string | null } = {},
): Promise<ExperimentCard[]> {
  const list = access.require('experiment.read')
  const found = about.paperId ? await aboutPaper(access, about.paperId) : await ofList(list.id)
  const shown = await unsafeShownVerdicts(list.id, found)
  return found.map(({ slug, description: { title, question }, disk }) => ({
    slug,
    title,
    question,
    isOnDisk: disk !== null,
    ...(shown.get(slug) ?? { verdicts: null, runCount: 0 }),
  }))
}

async function ofList(listId: string): Promise<Experiment[]> {
  const authored = await unsafeAuthored(listId, { removedAt: null })
  const onDisk = readCatalogue().filter(({ slug }) => !authored.some((each) => each.slug === slug))
  return [...onDisk.map(experimentOnDisk), ...authored]
}

/** @throws AppError not_found for the paper. */
async function aboutPaper(access: ListAccess, paperId: string): Promise<Experiment[]> {
  const identifiers = await getIdentifiers(access, paperId)
  return unsafePaperExperiments(access.list, { id: paperId, identifiers })
}

/** What a paper's page shows of an experiment: all but its explanation, which stands on its own page. */
export type ExperimentPreview = {
  slug: string
  description: Omit<ExperimentDescription, 'explanation' | 'quick'>
  shown: ShownResult | null
}

/** The experiments about a paper with what came out, in one statement however many. Unsafe: asks nobody. @param listId null: not the group's results. */
export async function unsafePreviews(
  listId: string | null,
  experiments: readonly Experiment[],
): Promise<ExperimentPreview[]> {
  const shown = await unsafeShownResults(listId, experiments)
  return experiments.map(({ slug, description }) => {
    const { explanation: _explanation, quick: _quick, ...rest } = description
    return { slug, description: rest, shown: shown.get(slug)?.shown ?? null }
  })
}

/** The experiments about a paper, as its page shows them. @throws AppError not_found for the paper. */
export async function previewExperiments(access: ListAccess, paperId: string): Promise<ExperimentPreview[]> {
  const list = access.require('experiment.read')
  return unsafePreviews(list.id, await aboutPaper(access, paperId))
}

/**
 * An experiment as its page shows it; a removed one to whoever may bring it back.
 * @throws AppError not_found.
 */
export async function getExperiment(access: ListAccess, slug: string): Promise<ExperimentView> {
  const list = access.require('experiment.read')
  const experiment = await unsafeFindExperiment(list.id, slug)
  const { description, authored } = experiment
  const isOwn = access.userId !== null && authored?.createdById === access.userId
  const mayRemove =
    authored !== null && (access.can('experiment.moderate') || (isOwn && access.can('experiment.remove')))
  if (authored?.isRemoved && !mayRemove) throw notFound('experiment')
  const [paper, results] = await Promise.all([
    findPaper(list.id, experiment),
    unsafeShownResults(list.id, [experiment]),
  ])
  const { shown, runCount } = results.get(slug) ?? { shown: null, runCount: 0 }
  return {
    slug,
    isOnDisk: authored === null,
    description,
    explanation: await renderMarkdown(experiment.explanation, { macros: list.katexMacros }),
    claims: claimsHtml(description, list.katexMacros),
    code: codeOf(experiment, `/l/${list.slug}`),
    paper,
    version: authored?.version ?? null,
    createdByName: authored?.createdByName ?? null,
    forkedFrom: authored?.forkedFrom ?? null,
    isRemoved: authored?.isRemoved ?? false,
    shown,
    runCount,
    mayWrite: authored !== null && access.can('experiment.write'),
    mayFork: access.can('experiment.write'),
    maySaveRuns: access.can('run.save'),
    mayRemove,
  }
}
