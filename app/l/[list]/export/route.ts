import { openList } from '#lib/access/open-list.ts'
import { exportList } from '#lib/readme/write/queries.ts'
import { exportResponse } from '#lib/readme/write/response.ts'
import { defineRoute } from '#lib/web/route.ts'

/** The list as a README file; with ?all also the papers that the text last imported no longer had. */
export const GET = defineRoute<{ list: string }>(async (actor, { list }, request) =>
  exportResponse(
    await exportList(await openList(actor, { slug: list }), { all: new URL(request.url).searchParams.has('all') }),
    request,
  ),
)

export const HEAD = GET
