import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import { prisma } from '#prisma/client.ts'
import type { JobKind, JobProgress, JobView } from './schema.ts'

/** How many jobs a list's page shows. */
const LATEST = 50

const VIEW = {
  id: true,
  kind: true,
  state: true,
  progress: true,
  result: true,
  error: true,
  createdAt: true,
  finishedAt: true,
} as const

type Row = Omit<JobView, 'kind' | 'progress'> & { kind: string; progress: unknown }

const view = (row: Row): JobView => ({
  ...row,
  kind: row.kind as JobKind,
  progress: row.progress as JobProgress | null,
})

/** @throws AppError not_found (also 30 days after it finished), forbidden. */
export async function getJob(access: ListAccess, id: string): Promise<JobView> {
  const list = access.require('list.import')
  const job = await prisma().job.findFirst({ where: { id, listId: list.id }, select: VIEW })
  if (!job) throw notFound('job')
  return view(job)
}

/** The list's latest jobs, newest first. @throws AppError not_found, forbidden. */
export async function listJobs(access: ListAccess): Promise<JobView[]> {
  const list = access.require('list.import')
  const jobs = await prisma().job.findMany({
    where: { listId: list.id },
    select: VIEW,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LATEST,
  })
  return jobs.map(view)
}
