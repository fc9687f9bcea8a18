import { findShare } from '#app/s/[token]/open-share.ts'
import { getSharedExperiment } from '#lib/sharing/experiment-queries.ts'
import { defineRoute } from '#lib/web/route.ts'
import { presentShared } from '../load.ts'

type Params = { token: string; paper: string; slug: string }

/** What a page that shows an experiment only at a click then asks for. Who is signed in does not matter. */
export const GET = defineRoute<Params>(async (_actor, { token, paper, slug }) => {
  const shared = await getSharedExperiment(await findShare(token), paper, slug, `/s/${token}`)
  const headers = { 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' }
  return Response.json(presentShared(`/s/${token}/p/${paper}`, shared), { headers })
})
