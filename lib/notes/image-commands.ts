import type { ListAccess } from '#lib/access/list-access.ts'
import { placeImage, storeImage } from '#lib/assets/commands.ts'
import { changeList } from '#lib/access/change-list.ts'
import { clientOf, costly } from '#lib/limits/costly.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'

/** Any note of the list may show it. */
const AN_IMAGE_IS_THERE = { changes: 'contents' } as const

export type NoteImage = { path: string; sha256: string; width: number | null; height: number | null }

/** A name that says what it was called and never meets another picture's: part of its content's hash stands in it. */
function imagePath(name: string, sha256: string): string {
  const extension = /\.(png|jpe?g|gif|webp|avif)$/i.exec(name)?.[0].toLowerCase() ?? '.png'
  const stem = name
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  return `assets/${stem || 'image'}-${sha256.slice(0, 10)}${extension}`
}

/**
 * Stores a picture that somebody put into a paper's note, under a name of its own in the list's assets.
 * @throws AppError not_found, forbidden, invalid (no picture of a kind that is let in), too_large,
 * rate_limited.
 */
export async function addNoteImage(
  access: ListAccess,
  paperId: string,
  file: { name: string; bytes: Uint8Array },
): Promise<NoteImage> {
  access.require('note.edit')
  // Before the transaction, and in words about the file that the person knows.
  const image = await costly('image', clientOf(access.actor), () => storeImage(file.bytes))
  return changeList(
    access,
    'note.edit',
    async ({ db, list }) => {
      await unsafeRequirePaper(list.id, paperId, db)
      const { sha256, width, height } = image
      const path = imagePath(file.name, sha256)
      await placeImage(db, list.id, path, image)
      return { result: { path, sha256, width, height }, subjectId: paperId }
    },
    AN_IMAGE_IS_THERE,
  )
}
