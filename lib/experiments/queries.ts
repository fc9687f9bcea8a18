import type { ListAccess } from '#lib/access/list-access.ts'
import { can } from '#lib/access/roles.ts'
import { notFound } from '#lib/errors.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import { type Macros, renderMarkdown } from '#lib/markdown/render.ts'
import { identifierKey, identify } from '#lib/papers/fields/identifiers.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { prisma } from '#prisma/client.ts'
import { codeHref } from './address.ts'
import { readCatalogue } from './catalogue.ts'
import { type Experiment, experimentOnDisk, runsOf, unsafeAuthored, unsafeFindExperiment } from './find-queries.ts'
import type { ClaimHtml, ExperimentCard, ExperimentCode, ExperimentView } from './authored/schema.ts'
import { unsafeShownResult, unsafeShownVerdicts } from './shown-queries.ts'

const standing = { removalId: null, section: { removalId: null } }

/** The identifiers of the paper that an experiment is about, as papers have them. */
function identifiersOf({ arxiv, doi }: ExperimentDescription['paper']) {
  const texts = [arxiv && `arxiv:${arxiv}`, doi && `doi:${doi}`].filter((text) => text !== undefined)
  return texts.flatMap((text) => identify(text) ?? [])
}

/**
 * The experiments about a paper: those on disk that name it, and those that the group wrote. Unsafe:
 * asks nobody; for callers that have checked the list or the share themselves.
 */
export async function unsafePaperExperiments(listId: string, paperId: string): Promise<Experiment[]> {
  const [authored, identifiers] = await Promise.all([
    unsafeAuthored(listId, { paperId, removedAt: null }),
    prisma().identifier.findMany({ where: { listId, paperId }, select: { scheme: true, value: true } }),
  ])
  const known = new Set(identifiers.map(({ scheme, value }) => `${scheme}:${value}`))
  const onDisk = readCatalogue().filter(
    ({ slug, description }) =>
      identifiersOf(description.paper).some((each) => known.has(identifierKey(each))) &&
      !authored.some((each) => each.slug === slug),
  )
  return [...onDisk.map(experimentOnDisk), ...authored]
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

async function viewCard(listId: string, experiment: Experiment): Promise<ExperimentCard> {
  const [runCount, verdicts] = await Promise.all([
    prisma().run.count({ where: runsOf(listId, experiment) }),
    unsafeShownVerdicts(listId, experiment),
  ])
  const { title, question } = experiment.description
  return { slug: experiment.slug, title, question, isOnDisk: experiment.disk !== null, runCount, verdicts }
}

/**
 * The experiments of a list: those on disk, then those that the group wrote.
 * @param about only those about this paper.
 * @throws AppError not_found for the list or the paper.
 */
export async function listExperiments(
  access: ListAccess,
  about: { paperId?: string | null } = {},
): Promise<ExperimentCard[]> {
  const list = access.require('experiment.read')
  if (about.paperId) {
    await unsafeRequirePaper(list.id, about.paperId)
    const found = await unsafePaperExperiments(list.id, about.paperId)
    return Promise.all(found.map((each) => viewCard(list.id, each)))
  }
  const authored = await unsafeAuthored(list.id, { removedAt: null })
  const onDisk = readCatalogue().filter(({ slug }) => !authored.some((each) => each.slug === slug))
  return Promise.all([...onDisk.map(experimentOnDisk), ...authored].map((each) => viewCard(list.id, each)))
}

/**
 * An experiment as its page shows it; a removed one to whoever may bring it back.
 * @throws AppError not_found.
 */
export async function getExperiment(access: ListAccess, slug: string): Promise<ExperimentView> {
  const list = access.require('experiment.read')
  const experiment = await unsafeFindExperiment(list.id, slug)
  const { description, authored } = experiment
  const isOwn = access.actor.kind === 'user' && authored !== null && authored.createdById === access.actor.userId
  const mayRemove =
    authored !== null && (can(list.role, 'experiment.moderate') || (isOwn && can(list.role, 'experiment.remove')))
  if (authored?.isRemoved && !mayRemove) throw notFound('experiment')
  const [paper, shown, runCount] = await Promise.all([
    findPaper(list.id, experiment),
    unsafeShownResult(list.id, experiment),
    prisma().run.count({ where: runsOf(list.id, experiment) }),
  ])
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
    mayWrite: authored !== null && can(list.role, 'experiment.write'),
    mayFork: can(list.role, 'experiment.write'),
    maySaveRuns: can(list.role, 'run.save'),
    mayRemove,
  }
}
