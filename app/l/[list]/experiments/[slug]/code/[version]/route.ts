import { openList } from '#lib/access/open-list.ts'
import { codeResponse } from '#lib/experiments/authored/code-response.ts'
import { getExperimentCode } from '#lib/experiments/authored/version-queries.ts'
import { defineRoute } from '#lib/web/route.ts'

type Params = { list: string; slug: string; version: string }

/** The compiled text of an experiment that a member wrote. */
export const GET = defineRoute<Params>(async (actor, { list, slug, version }, request) =>
  codeResponse(await getExperimentCode(await openList(actor, { slug: list }), slug, version), request),
)
