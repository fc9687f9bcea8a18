import { type StoredImage, placeImage, storeImage } from '#lib/assets/commands.ts'
import { unsafeListAssetPaths } from '#lib/assets/queries.ts'
import { isAppError } from '#lib/errors.ts'
import type { Db } from '#prisma/client.ts'
import type { Application } from './application.ts'
import type { GivenImage } from './prepare/given-image.ts'
import { pickAsset } from '#lib/readme/parse/note-images.ts'
import type { ImportReport } from '#lib/readme/report.ts'

/** What became of each image that came with a file: stored, or why not. */
type Outcome = StoredImage | { refused: string }

const whyNot = (path: string, error: unknown): { refused: string } => {
  if (!isAppError(error)) throw error
  return { refused: `The image ${path} was not taken: ${error.message}` }
}

/** Stores the images that came with the file, before the import's transaction. */
export async function storeImages(
  wanted: ImportReport['assets'],
  given: ReadonlyMap<string, GivenImage>,
): Promise<Map<string, Outcome>> {
  const stored = new Map<string, Outcome>()
  for (const { path } of wanted) {
    const image = pickAsset(path, given)
    if (image) stored.set(path, await storeImage(await image.read()).catch((error: unknown) => whyNot(path, error)))
  }
  return stored
}

export type PlacedImages = { assets: Application['assets']; refused: string[] }

/** Gives the list the images that are new to it; says which ones were refused, and why. */
export async function placeImages(
  db: Db,
  listId: string,
  wanted: ImportReport['assets'],
  stored: ReadonlyMap<string, Outcome>,
): Promise<PlacedImages> {
  const placed: PlacedImages = { assets: [], refused: [] }
  const before = await unsafeListAssetPaths(listId)
  for (const { path, status } of wanted) {
    const image = status === 'added' ? stored.get(path) : undefined
    if (!image) continue
    const outcome =
      'refused' in image
        ? image
        : await placeImage(db, listId, path, image).then(
            () => image,
            (error: unknown) => whyNot(path, error),
          )
    if ('refused' in outcome) placed.refused.push(outcome.refused)
    else placed.assets.push({ path, before: before.get(path)?.sha256 ?? null, after: outcome.sha256 })
  }
  return placed
}
