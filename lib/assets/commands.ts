import { AppError } from '#lib/errors.ts'
import { sharedBytes } from '#lib/files/chunks.ts'
import { type StoredFile, storeFile } from '#lib/files/commands.ts'
import type { Db } from '#prisma/client.ts'
import { LARGEST_ASSETS, type SniffedImage } from './image-limits.ts'
import { assetPath } from './path.ts'
import { sniffImageApart } from './sniff-apart.ts'

/** An image whose bytes are stored; which list has it is not said yet. */
export type StoredImage = SniffedImage & StoredFile

/**
 * Stores the bytes of an image, once whoever brings them; to be called before the transaction in which a
 * list gets it (placeImage), by a caller that has checked the actor's right.
 * @throws AppError invalid (not an image of a kind that is let in), too_large (over 10 MB), unavailable.
 */
export async function storeImage(bytes: Uint8Array, name?: string): Promise<StoredImage> {
  const shared = sharedBytes(bytes)
  const image = await sniffImageApart(shared, name)
  return { ...image, ...(await storeFile(shared)) }
}

/** The list's own name for an image. @throws AppError invalid where it lies outside the list. */
export function requireAssetPath(path: string): string {
  const name = assetPath(path)
  if (!name) throw new AppError('invalid', `“${path.slice(0, 200)}” is not the name of a file of the list.`)
  return name
}

/**
 * Gives a list an image that is stored, under the name by which the list's text calls it. Runs inside the
 * caller's transaction, and the caller has checked the actor's right.
 * @throws AppError invalid (a name outside the list), too_large (all the list's images together).
 */
export async function placeImage(db: Db, listId: string, path: string, image: StoredImage): Promise<void> {
  const name = requireAssetPath(path)
  const [held] = await db.$queryRaw<{ bytes: bigint }[]>`
    select coalesce(sum(a."size"), 0)::bigint as "bytes" from "Asset" a
    where a."sha256" <> ${image.sha256} and exists (select from "ListAsset" l where l."listId" = ${listId} and l."sha256" = a."sha256")`
  if (Number(held?.bytes ?? 0) + image.size > LARGEST_ASSETS)
    throw new AppError('too_large', 'The images of this list would be larger than 2 GB together.')
  const { sha256, mime, size, width, height } = image
  // Not an upsert: two imports of one figure at the same time must not fail on each other.
  await db.asset.createMany({ data: [{ sha256, mime, size, width, height }], skipDuplicates: true })
  await db.listAsset.upsert({
    where: { listId_path: { listId, path: name } },
    create: { listId, path: name, sha256 },
    update: { sha256 },
    select: { sha256: true },
  })
}
