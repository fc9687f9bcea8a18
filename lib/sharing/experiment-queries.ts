import { notFound } from '#lib/errors.ts'
import { type Experiment, unsafeFindExperiment } from '#lib/experiments/find-queries.ts'
import { claimsHtml, codeOf, isAbout, unsafePaperExperiments, unsafePreviews } from '#lib/experiments/queries.ts'
import { unsafeShownResults } from '#lib/experiments/shown-queries.ts'
import { unsafeGetCode } from '#lib/experiments/authored/version-queries.ts'
import { readMacros } from '#lib/markdown/math/macros.ts'
import { renderMarkdown } from '#lib/markdown/render.ts'
import type { StoredPaper } from '#lib/papers/schema.ts'
import { prisma } from '#prisma/client.ts'
import {
  type PublicExperiment,
  type PublicExperimentPreview,
  presentExperiment,
  presentPreview,
} from './present-experiment.ts'
import type { ShareAccess } from './queries.ts'
import { requirePaperInScope, requireUnlocked } from './scope-queries.ts'

/**
 * What the group wrote and ran is shared as its notes are: an experiment on disk, with what was recorded
 * beside it, belongs to the program and goes with every paper.
 */
const withGroup = (share: ShareAccess) => (share.includeNotes ? share.listId : null)

/** The experiments of a paper that the share is known to reach. */
export async function sharedPreviews(share: ShareAccess, paper: StoredPaper): Promise<PublicExperimentPreview[]> {
  const all = await unsafePaperExperiments({ id: share.listId, contents: share.contents }, paper)
  const shown = all.filter(({ disk }) => disk !== null || share.includeNotes)
  return (await unsafePreviews(withGroup(share), shown)).map(presentPreview)
}

/**
 * An experiment of a shared paper, or one on disk that its note may place.
 * @param base the share's own address.
 * @throws AppError not_found for any other, and for every paper outside of the share; unauthenticated.
 */
export async function getSharedExperiment(
  share: ShareAccess,
  paperId: string,
  slug: string,
  base: string,
): Promise<PublicExperiment> {
  requireUnlocked(share)
  const { paper } = await requirePaperInScope(share, paperId)
  const experiment = await unsafeFindExperiment(share.listId, slug)
  if (!isShared(share, paperId, experiment)) throw notFound('experiment')
  const [results, { katexMacros }] = await Promise.all([
    unsafeShownResults(isAbout(experiment, paper) ? withGroup(share) : null, [experiment]),
    prisma().list.findUniqueOrThrow({ where: { id: share.listId }, select: { katexMacros: true } }),
  ])
  const macros = readMacros(katexMacros)
  return presentExperiment(experiment, {
    explanation: await renderMarkdown(experiment.explanation, { macros }),
    claims: claimsHtml(experiment.description, macros),
    code: codeOf(experiment, `${base}/p/${paperId}`),
    shown: results.get(slug)?.shown ?? null,
  })
}

const isShared = (share: ShareAccess, paperId: string, { authored }: Experiment) =>
  authored === null || (share.includeNotes && authored.paperId === paperId && !authored.isRemoved)

/**
 * The compiled text of an experiment that the group wrote about a shared paper.
 * @throws AppError not_found for any other, unauthenticated.
 */
export async function getSharedExperimentCode(
  share: ShareAccess,
  paperId: string,
  slug: string,
  codeVersion: string,
): Promise<{ compiled: string; codeVersion: string }> {
  requireUnlocked(share)
  await requirePaperInScope(share, paperId)
  if (!share.includeNotes) throw notFound('experiment')
  return unsafeGetCode({ listId: share.listId, slug, paperId, removedAt: null }, codeVersion)
}
