import { exportList } from '#lib/exporting/queries.ts'
import { exportResponse } from '#lib/exporting/response.ts'
import { defineRoute } from '#lib/web/route.ts'

/** The list as a README file. */
export const GET = defineRoute<{ list: string }>(async (actor, { list }, request) =>
  exportResponse(await exportList(actor, { slug: list }), request),
)

export const HEAD = GET
