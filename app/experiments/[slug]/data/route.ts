import { presentEntry } from '#components/experiments/present-entry.ts'
import { notFound } from '#lib/errors.ts'
import { findOnDisk, labAssets } from '#lib/experiments/catalogue.ts'
import { defineRoute } from '#lib/web/route.ts'

/** What a page that shows an experiment only at a click then asks for. */
export const GET = defineRoute<{ slug: string }>(async (_actor, { slug }) => {
  const entry = findOnDisk(slug)
  if (!entry) throw notFound('experiment')
  return Response.json(presentEntry(entry, labAssets()), { headers: { 'cache-control': 'private, no-cache' } })
})
