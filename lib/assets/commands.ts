import { AppError } from '#lib/errors.ts'
import type { Db } from '#prisma/client.ts'
import { assetPath } from './path.ts'
import { sniffImageApart } from './sniff-apart.ts'
import type { SniffedImage } from './image-limits.ts'

/**
 * Stores an image under the name by which the list's text calls it; the same bytes are stored once,
 * whoever brings them. Runs inside the caller's transaction, and the caller has checked the actor's right.
 * @throws AppError invalid (not an image of a kind that is let in, or a name outside the list), too_large (over 10 MB).
 */
export async function storeListAsset(db: Db, listId: string, path: string, bytes: Uint8Array): Promise<SniffedImage> {
  const name = assetPath(path)
  if (!name) throw new AppError('invalid', `“${path.slice(0, 200)}” is not the name of a file of the list.`)
  const image = await sniffImageApart(bytes, name)
  const data = { ...image, bytes: new Uint8Array(bytes), size: bytes.length }
  // Not an upsert: two imports of one figure at the same time must not fail on each other.
  await db.asset.createMany({ data: [data], skipDuplicates: true })
  await db.listAsset.upsert({
    where: { listId_path: { listId, path: name } },
    create: { listId, path: name, sha256: image.sha256 },
    update: { sha256: image.sha256 },
    select: { sha256: true },
  })
  return image
}
