import { unsafeDatabaseAnswers } from '#lib/health/queries.ts'

/** The process can do its work: the database answers. Load balancers ask here. */
export async function GET(): Promise<Response> {
  const isReady = await unsafeDatabaseAnswers()
  const body = { status: isReady ? 'ready' : 'database unavailable' }
  return Response.json(body, { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}
