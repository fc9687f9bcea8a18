import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { paperSchema } from '#lib/experiments/runtime/description.ts'
import { renderMarkdown } from '#lib/markdown/render.ts'
import { prisma } from '#prisma/client.ts'
import { compileApart } from './compile-apart.ts'
import type { Compiled } from './compile.ts'
import { claimsHtml } from '#lib/experiments/queries.ts'
import type { ClaimHtml, ExperimentView } from './schema.ts'

/** What an experiment that is being written needs of the server. */

/** The paper that a new experiment is to be about, as its text names it. */
export type DraftPaper = { id: string; title: string; arxiv: string | null; doi: string | null }

/** @throws AppError not_found, forbidden. */
export async function getDraftPaper(access: ListAccess, paperId: string): Promise<DraftPaper> {
  const list = access.require('experiment.write')
  const paper = await prisma().paper.findFirst({
    where: { listId: list.id, id: paperId, placements: { some: { removalId: null, section: { removalId: null } } } },
    select: { id: true, title: true, identifiers: { select: { scheme: true, value: true } } },
  })
  if (!paper) throw notFound('paper')
  const find = (scheme: 'arxiv' | 'doi') => {
    const value = paper.identifiers.find((each) => each.scheme === scheme)?.value
    return paperSchema.shape[scheme].safeParse(value).data ?? null
  }
  return { id: paper.id, title: paper.title, arxiv: find('arxiv'), doi: find('doi') }
}

/**
 * What a text compiles to, kept nowhere.
 * @throws AppError invalid (details: line, column); too_large; not_found, forbidden.
 */
export async function compileDraft(access: ListAccess, source: string): Promise<Compiled> {
  access.require('experiment.write')
  return compileApart(source)
}

/**
 * The words of a description as HTML, by the list's own macros.
 * @throws AppError not_found, forbidden.
 */
export async function renderDraft(
  access: ListAccess,
  description: ExperimentDescription,
): Promise<{ claims: Record<string, ClaimHtml>; explanation: ExperimentView['explanation'] }> {
  const { katexMacros: macros } = access.require('experiment.write')
  return {
    claims: claimsHtml(description, macros),
    explanation: await renderMarkdown(description.explanation ?? '', { macros }),
  }
}
