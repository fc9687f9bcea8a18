import { createHash } from 'node:crypto'
import type { Actor } from '#lib/access.ts'
import { storeListAsset } from '#lib/assets/commands.ts'
import { sniffImageApart } from '#lib/assets/sniff-apart.ts'
import { changeList } from '#lib/lists/change-list.ts'
import { clientOf, costly } from '#lib/limits/costly.ts'
import { type ListRef, requireList } from '#lib/lists/require-list.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'

export type NoteImage = { path: string; sha256: string; width: number | null; height: number | null }

/** A name that says what it was called and never meets another picture's: part of its content's hash stands in it. */
function imagePath(name: string, bytes: Uint8Array): string {
  const extension = /\.(png|jpe?g|gif|webp|avif)$/i.exec(name)?.[0].toLowerCase() ?? '.png'
  const stem = name
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase()
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  return `assets/${stem || 'image'}-${hash}${extension}`
}

/**
 * Stores a picture that somebody put into a paper's note, under a name of its own in the list's assets.
 * @throws AppError not_found, forbidden, invalid (no picture of a kind that is let in), too_large,
 * rate_limited.
 */
export async function addNoteImage(
  actor: Actor,
  ref: ListRef,
  paperId: string,
  file: { name: string; bytes: Uint8Array },
): Promise<NoteImage> {
  await requireList(actor, ref, 'note.edit')
  // Before anything is begun, and in words about the file that the person knows.
  await costly('image', clientOf(actor), () => sniffImageApart(file.bytes))
  return changeList(actor, ref, 'note.edit', async ({ db, list }) => {
    await unsafeRequirePaper(list.id, paperId, db)
    const path = imagePath(file.name, file.bytes)
    const { sha256, width, height } = await storeListAsset(db, list.id, path, file.bytes)
    return { result: { path, sha256, width: width ?? null, height: height ?? null }, subjectId: paperId }
  })
}
