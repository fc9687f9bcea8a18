import { openList } from '#lib/access/open-list.ts'
import { getJob } from '#lib/jobs/queries.ts'
import { defineRoute } from '#lib/web/route.ts'
import { polledJob } from '../../polled-job.ts'

/** How far a job of the list is, for the pages that follow it. */
export const GET = defineRoute<{ list: string; job: string }>(async (actor, { list, job }) =>
  Response.json(polledJob(await getJob(await openList(actor, { slug: list }), job)), {
    headers: { 'cache-control': 'no-store' },
  }),
)
