import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import { type Range, unsafeStreamFile } from '#lib/files/queries.ts'
import { prisma } from '#prisma/client.ts'

export type AssetView = {
  sha256: string
  mime: string
  /** In bytes. */
  size: number
  read: (range: Range) => AsyncIterable<Uint8Array>
}
export type AssetSize = { sha256: string; width: number | null; height: number | null }

/**
 * An image of a list, by its content's hash.
 * @throws AppError not_found where the actor may not read the list, or the list has no such image (another may).
 */
export async function getAsset(access: ListAccess, sha256: string): Promise<AssetView> {
  const list = access.require('asset.read')
  return unsafeGetAsset(list.id, sha256)
}

/** Unsafe: asks no actor. For callers that have checked the list, or a share link, in their own way. */
export async function unsafeGetAsset(listId: string, sha256: string): Promise<AssetView> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw notFound('image')
  const asset = await prisma().asset.findFirst({
    where: { sha256, lists: { some: { listId } } },
    select: { sha256: true, mime: true, size: true },
  })
  if (!asset) throw notFound('image')
  return { ...asset, read: (range) => unsafeStreamFile(asset.sha256, range) }
}

/** Unsafe: asks no actor. The list's images by name, for rendering its texts to whoever may read those. */
export async function unsafeListAssetPaths(listId: string): Promise<Map<string, AssetSize>> {
  const rows = await prisma().listAsset.findMany({
    where: { listId },
    select: { path: true, asset: { select: { sha256: true, width: true, height: true } } },
  })
  return new Map(rows.map((row) => [row.path, row.asset]))
}
