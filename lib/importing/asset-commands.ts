import { storeListAsset } from '#lib/assets/commands.ts'
import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { isAppError } from '#lib/errors.ts'
import type { Db } from '#prisma/client.ts'
import type { Application } from './application.ts'
import { pickAsset } from './note-images.ts'
import type { ImportReport } from './report.ts'

export type StoredImages = { assets: Application['assets']; refused: string[] }

/** Stores the images that came with the file; says which ones were refused, and why. */
export async function storeImages(
  db: Db,
  listId: string,
  wanted: ImportReport['assets'],
  given: ReadonlyMap<string, Uint8Array>,
): Promise<StoredImages> {
  const stored: StoredImages = { assets: [], refused: [] }
  const before = await unsafeListAssetPaths(listId)
  for (const { path, status } of wanted) {
    const bytes = status === 'added' ? pickAsset(path, given) : null
    if (!bytes) continue
    try {
      const { sha256 } = await storeListAsset(db, listId, path, bytes)
      stored.assets.push({ path, before: before.get(path)?.sha256 ?? null, after: sha256 })
    } catch (error) {
      if (!isAppError(error)) throw error
      stored.refused.push(`The image ${path} was not taken: ${error.message}`)
    }
  }
  return stored
}
