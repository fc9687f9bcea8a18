import { within } from '#lib/access/within.fixture.ts'
import { describe, expect, it } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { buildCast, buildList } from '#prisma/seed/builders.ts'
import { placeImage, storeImage } from './commands.ts'
import { GIF, PNG, SVG } from './images.fixture.ts'
import { type AssetView, getAsset, unsafeGetAsset, unsafeListAssetPaths } from './queries.ts'

async function give(listId: string, path: string, bytes: Uint8Array) {
  const image = await storeImage(bytes, path)
  await placeImage(prisma(), listId, path, image)
  return image
}

async function whole({ size, read }: AssetView): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of read({ from: 0, to: size })) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

describe('the images of a list', () => {
  it('are there for its viewers, and for an outsider as if they did not exist', async () => {
    const list = await buildList()
    const cast = await buildCast(list.id)
    const { sha256 } = await give(list.id, './assets/a.png', PNG)
    const seen = await within(cast.viewer, { slug: list.slug }, getAsset, sha256)
    expect([seen.mime, await whole(seen)]).toEqual(['image/png', PNG])
    for (const actor of [cast.outsider, cast.stranger]) {
      await expect(within(actor, { slug: list.slug }, getAsset, sha256)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('cannot be reached through another list that does not have them', async () => {
    const [theirs, ours] = [await buildList(), await buildList()]
    const { viewer } = await buildCast(ours.id)
    const { sha256 } = await give(theirs.id, 'assets/secret.gif', GIF)
    await expect(within(viewer, { id: ours.id }, getAsset, sha256)).rejects.toMatchObject({ code: 'not_found' })
    await expect(unsafeGetAsset(ours.id, sha256)).rejects.toMatchObject({ code: 'not_found' })
    await expect(unsafeGetAsset(ours.id, "' or 1=1")).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are stored once, however many lists and names they have', async () => {
    const lists = [await buildList(), await buildList()]
    const bytes = new Uint8Array([...PNG, 1, 2, 3])
    const stored = await Promise.all(
      lists.flatMap((list) => ['a.png', './b.png'].map((path) => give(list.id, path, bytes))),
    )
    const [hash] = new Set(stored.map((image) => image.sha256))
    expect(await prisma().asset.count({ where: { sha256: hash ?? '' } })).toBe(1)
    const paths = await unsafeListAssetPaths(lists[0]?.id ?? '')
    expect([...paths]).toEqual(
      expect.arrayContaining([
        ['a.png', { sha256: hash, width: 1, height: 1 }],
        ['b.png', { sha256: hash, width: 1, height: 1 }],
      ]),
    )
  })

  it('change under their name when they are brought anew, and changing nothing changes nothing', async () => {
    const list = await buildList()
    const first = await give(list.id, 'a', PNG)
    expect(await give(list.id, './a', PNG)).toEqual(first)
    const second = await give(list.id, 'a', GIF)
    expect([...(await unsafeListAssetPaths(list.id)).values()].map((asset) => asset.sha256)).toEqual([second.sha256])
    await expect(unsafeGetAsset(list.id, first.sha256)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are refused where they are no image, too large or outside the list, and nothing is stored', async () => {
    const list = await buildList()
    const store = (path: string, bytes: Uint8Array) => give(list.id, path, bytes)
    await expect(store('a.svg', SVG)).rejects.toMatchObject({ code: 'invalid' })
    await expect(store('../a.png', PNG)).rejects.toMatchObject({ code: 'invalid' })
    await expect(store('big.png', new Uint8Array(10 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'too_large' })
    expect((await unsafeListAssetPaths(list.id)).size).toBe(0)
  })
})
