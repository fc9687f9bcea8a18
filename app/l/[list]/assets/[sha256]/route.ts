import { openList } from '#lib/access/open-list.ts'
import { getAsset } from '#lib/assets/queries.ts'
import { assetResponse } from '#lib/assets/response.ts'
import { defineRoute } from '#lib/web/route.ts'

export const GET = defineRoute<{ list: string; sha256: string }>(async (actor, { list, sha256 }, request) =>
  assetResponse(await getAsset(await openList(actor, { slug: list }), sha256), request),
)
