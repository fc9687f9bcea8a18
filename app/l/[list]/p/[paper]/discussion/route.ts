import { openList } from '#lib/access/open-list.ts'
import { getDiscussion } from '#lib/discussion/queries.ts'
import { defineRoute } from '#lib/web/route.ts'

/**
 * What is said about a paper, for pages that keep it up to date. Every change of it raises the list's
 * revision, so a reader who has the latest gets an empty answer.
 */
export const GET = defineRoute<{ list: string; paper: string }>(async (actor, { list, paper }, request) => {
  const access = await openList(actor, { slug: list })
  const { revision, role } = access.list
  const reader = actor.kind === 'user' ? actor.userId : actor.kind
  const etag = `"${reader}-${role}-${revision}-${paper}"`
  const headers = { 'cache-control': 'private, no-cache', etag }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return Response.json(await getDiscussion(access, paper), { headers })
})
