import { openList } from '#lib/access/open-list.ts'
import { getExperiment } from '#lib/experiments/queries.ts'
import { defineRoute } from '#lib/web/route.ts'
import { presentView } from '../load.ts'

/** What a page that shows an experiment only at a click then asks for. */
export const GET = defineRoute<{ list: string; slug: string }>(async (actor, { list, slug }) => {
  const view = await getExperiment(await openList(actor, { slug: list }), slug)
  return Response.json(presentView(list, view), { headers: { 'cache-control': 'private, no-cache' } })
})
