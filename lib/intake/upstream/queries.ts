import type { ListAccess } from '#lib/access/list-access.ts'
import { prisma } from '#prisma/client.ts'
import { type UpstreamView, newsSchema } from './schema.ts'

const VIEW = {
  url: true,
  branch: true,
  path: true,
  checkEveryHours: true,
  checkedAt: true,
  nextCheckAt: true,
  error: true,
} as const

/**
 * The address that a list is kept at, and what the last look found there; null where it has none.
 * @throws AppError not_found, forbidden.
 */
export async function getUpstream(access: ListAccess): Promise<UpstreamView | null> {
  const list = access.require('list.import')
  const row = await prisma().upstream.findUnique({
    where: { listId: list.id },
    select: { ...VIEW, sha256: true, news: true },
  })
  if (!row) return null
  const { sha256, news, ...view } = row
  const last = await prisma().sourceRevision.findFirst({
    where: { listId: list.id, undoneAt: null },
    orderBy: { seq: 'desc' },
    select: { sha256: true },
  })
  // Imported since: no news. Undone since: news again.
  const isImported = sha256 !== null && last?.sha256 === sha256
  const found = newsSchema.safeParse(news)
  return { ...view, news: found.success && !isImported ? found.data : null }
}

/** What a look at the address starts from. */
export type UpstreamState = { etag: string | null; sha256: string | null } & Pick<
  UpstreamView,
  'url' | 'branch' | 'path' | 'checkEveryHours'
>

/** Unsafe: asks nobody; for commands, which have asked. */
export async function unsafeFindUpstream(listId: string): Promise<UpstreamState | null> {
  return prisma().upstream.findUnique({
    where: { listId },
    select: { url: true, branch: true, path: true, checkEveryHours: true, etag: true, sha256: true },
  })
}

/**
 * Lists whose schedule says that it is time to look, the longest overdue first, at most 100.
 * Unsafe: asks nobody; for the schedule, which acts for no person.
 */
export async function unsafeDueUpstreams(
  now = new Date(),
): Promise<{ listId: string; nextCheckAt: Date; checkEveryHours: number }[]> {
  const rows = await prisma().upstream.findMany({
    where: { nextCheckAt: { lte: now }, checkEveryHours: { not: null } },
    orderBy: { nextCheckAt: 'asc' },
    select: { listId: true, nextCheckAt: true, checkEveryHours: true },
    take: 100,
  })
  return rows.flatMap(({ listId, nextCheckAt, checkEveryHours }) =>
    nextCheckAt && checkEveryHours ? [{ listId, nextCheckAt, checkEveryHours }] : [],
  )
}

/** A list and the admins among its members who can be written to. Unsafe: asks nobody; for the schedule's mails. */
export async function unsafeListAdmins(listId: string): Promise<{ slug: string; title: string; emails: string[] }> {
  const { slug, title, members } = await prisma().list.findUniqueOrThrow({
    where: { id: listId },
    select: {
      slug: true,
      title: true,
      members: {
        where: { role: 'ADMIN', user: { emailVerified: { not: null } } },
        select: { user: { select: { email: true } } },
      },
    },
  })
  return { slug, title, emails: members.map(({ user }) => user.email) }
}
