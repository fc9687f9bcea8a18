import type { ListAccess } from '#lib/access/list-access.ts'
import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { placeFinder, unsafeNamedExperiments } from '#lib/experiments/resolve-queries.ts'
import { citedKeys } from '#lib/markdown/extensions/citations.ts'
import { placedSlugs } from '#lib/markdown/extensions/experiments.ts'
import { renderMarkdown } from '#lib/markdown/render.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import { prisma } from '#prisma/client.ts'
import { citationResolver } from './citation.ts'
import { unsafeCitedPapers } from './citation-queries.ts'
import { unsafeGetNote } from './queries.ts'
import type { NoteView, RenderedNoteView } from './schema.ts'

async function render(list: { id: string; slug: string }, text: string): Promise<RenderedNoteView> {
  const [paths, cited, named, { katexMacros }] = await Promise.all([
    unsafeListAssetPaths(list.id),
    unsafeCitedPapers(list.id, citedKeys(text)),
    unsafeNamedExperiments(list.id, placedSlugs(text)),
    prisma().list.findUniqueOrThrow({ where: { id: list.id }, select: { katexMacros: true } }),
  ])
  return renderMarkdown(text, {
    macros: katexMacros as Record<string, string>,
    images: { paths, base: `/l/${list.slug}` },
    resolveCitation: citationResolver(cited, ({ id }) => `/l/${list.slug}/p/${id}`),
    placeOf: placeFinder(named, () => `/l/${list.slug}`),
  })
}

/** The paper's note with its HTML, null where none was written or it is blank. @throws AppError not_found. */
export async function getRenderedNote(
  access: ListAccess,
  paperId: string,
): Promise<(NoteView & RenderedNoteView) | null> {
  const list = access.require('note.read')
  await unsafeRequirePaper(list.id, paperId)
  const note = await unsafeGetNote(paperId)
  if (!note || note.text.trim() === '') return null
  return { ...note, ...(await render(list, note.text)) }
}
