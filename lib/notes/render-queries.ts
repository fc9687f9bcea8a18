import type { ListAccess } from '#lib/access/list-access.ts'
import type { ListHeader } from '#lib/access/list-header.ts'
import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { placeFinder, unsafeNamedExperiments } from '#lib/experiments/resolve-queries.ts'
import { RevisionCache } from '#lib/lists/revision-cache.ts'
import { citedKeys } from '#lib/markdown/extensions/citations.ts'
import { placedSlugs } from '#lib/markdown/extensions/experiments.ts'
import { renderMarkdown } from '#lib/markdown/render.ts'
import { requirePaper } from '#lib/papers/paper-queries.ts'
import { citationResolver } from './citation.ts'
import { unsafeCitedPapers } from './citation-queries.ts'
import { unsafeGetNote } from './queries.ts'
import type { NoteView, RenderedNoteView } from './schema.ts'

/** What texts refer to, as long as the list holds the same: one text is read far more often than it is written. */
const references = new RevisionCache<References>(500)
type References = {
  paths: Awaited<ReturnType<typeof unsafeListAssetPaths>>
  cited: Awaited<ReturnType<typeof unsafeCitedPapers>>
  named: Awaited<ReturnType<typeof unsafeNamedExperiments>>
}

/** The images, papers and experiments that a text of the list names. Unsafe: asks nobody. @param contents of the list, just read. */
export async function unsafeReferences(listId: string, contents: number, text: string): Promise<References> {
  const [keys, slugs, hasImage] = [citedKeys(text), placedSlugs(text), /!\[|<img/i.test(text)]
  return references.get(listId, contents, JSON.stringify([keys, slugs, hasImage]), async () => {
    const [paths, cited, named] = await Promise.all([
      hasImage ? unsafeListAssetPaths(listId) : new Map<string, never>(),
      unsafeCitedPapers(listId, keys),
      unsafeNamedExperiments(listId, slugs),
    ])
    return { paths, cited, named }
  })
}

async function render(list: ListHeader, text: string): Promise<RenderedNoteView> {
  const { paths, cited, named } = await unsafeReferences(list.id, list.contents, text)
  return renderMarkdown(text, {
    macros: list.katexMacros,
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
  await requirePaper(access, paperId)
  const note = await unsafeGetNote(paperId)
  if (!note || note.text.trim() === '') return null
  return { ...note, ...(await render(list, note.text)) }
}
