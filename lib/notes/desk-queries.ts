import type { ListAccess } from '#lib/access/list-access.ts'
import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import type { ResolvedCitation } from '#lib/markdown/extensions/citations.ts'
import { requirePaper } from '#lib/papers/paper-queries.ts'
import { prisma } from '#prisma/client.ts'
import { citationResolver } from './citation.ts'
import { unsafeCitedPapers } from './citation-queries.ts'
import type { NoteImage } from './image-commands.ts'

/** What the editor of a note needs besides the note itself. */
export type NoteDesk = {
  template: string | null
  macros: Record<string, string>
  images: NoteImage[]
}

/** @throws AppError not_found, forbidden. */
export async function getNoteDesk(access: ListAccess, paperId: string): Promise<NoteDesk> {
  const list = access.require('note.edit')
  await requirePaper(access, paperId)
  const [paths, { noteTemplate }] = await Promise.all([
    unsafeListAssetPaths(list.id),
    prisma().list.findUniqueOrThrow({ where: { id: list.id }, select: { noteTemplate: true } }),
  ])
  return {
    template: noteTemplate?.replace(/\r\n?/g, '\n') ?? null,
    macros: list.katexMacros,
    images: [...paths].map(([path, { sha256, width, height }]) => ({
      path,
      sha256,
      width: width ?? null,
      height: height ?? null,
    })),
  }
}

/** What citation keys lead to, for the preview of a text that is not saved. @throws AppError not_found. */
export async function resolveCitations(
  access: ListAccess,
  keys: readonly string[],
): Promise<Record<string, ResolvedCitation | null>> {
  const list = access.require('list.read')
  const resolve = citationResolver(await unsafeCitedPapers(list.id, keys), ({ id }) => `/l/${list.slug}/p/${id}`)
  return Object.fromEntries(keys.map((key) => [key, resolve(key)]))
}
