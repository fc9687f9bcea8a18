import { assetResponse } from '#lib/assets/response.ts'
import { getSharedAsset } from '#lib/sharing/asset-queries.ts'
import { defineRoute } from '#lib/web/route.ts'
import { findShare } from '../../open-share.ts'

/** A figure of a shared note. Who is signed in does not matter: the link alone decides. */
export const GET = defineRoute<{ token: string; sha256: string }>(async (_actor, { token, sha256 }, request) => {
  const response = assetResponse(await getSharedAsset(await findShare(token), sha256), request)
  response.headers.set('X-Robots-Tag', 'noindex')
  return response
})
