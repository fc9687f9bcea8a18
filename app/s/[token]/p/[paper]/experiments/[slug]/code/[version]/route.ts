import { findShare } from '#app/s/[token]/open-share.ts'
import { codeResponse } from '#lib/experiments/authored/code-response.ts'
import { getSharedExperimentCode } from '#lib/sharing/experiment-queries.ts'
import { defineRoute } from '#lib/web/route.ts'

type Params = { token: string; paper: string; slug: string; version: string }

/** Who is signed in does not matter: the link alone decides. */
export const GET = defineRoute<Params>(async (_actor, { token, paper, slug, version }, request) =>
  codeResponse(await getSharedExperimentCode(await findShare(token), paper, slug, version), request),
)
