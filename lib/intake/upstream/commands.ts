import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { sha256Of } from '#lib/readme/parse/read-source.ts'
import { changeList } from '#lib/access/change-list.ts'
import { Prisma, prisma } from '#prisma/client.ts'
import { nextCheck } from './next-check.ts'
import { type UpstreamState, getUpstream, unsafeFindUpstream } from './queries.ts'
import { placeOf, readUpstream } from './read-upstream.ts'
import type { UpstreamFields, UpstreamNews, UpstreamView } from './schema.ts'

const NOTHING_KNOWN = { etag: null, sha256: null, checkedAt: null, news: Prisma.DbNull, error: null }

/**
 * Says where a list is kept and how often to look there. What was found at another address is
 * forgotten; the first look at a new one is due at once.
 * @throws AppError not_found, forbidden, invalid (nothing may be fetched from there).
 */
export async function setUpstream(access: ListAccess, fields: UpstreamFields): Promise<void> {
  const { url, branch, path, checkEveryHours } = fields
  await changeList(access, 'list.import', async ({ db, list }) => {
    try {
      placeOf(fields)
    } catch (error) {
      throw isAppError(error) ? new AppError('invalid', error.message, { fields: { url: error.message } }) : error
    }
    const old = await db.upstream.findUnique({
      where: { listId: list.id },
      select: { url: true, branch: true, path: true, checkedAt: true },
    })
    const isSame = old !== null && old.url === url && old.branch === branch && old.path === path
    const since = isSame ? old.checkedAt : null
    const nextCheckAt = since ? nextCheck(checkEveryHours, since) : checkEveryHours === null ? null : new Date()
    const data = { url, branch, path, checkEveryHours, nextCheckAt, ...(isSame ? {} : NOTHING_KNOWN) }
    await db.upstream.upsert({
      where: { listId: list.id },
      create: { ...data, listId: list.id },
      update: data,
      select: { listId: true },
    })
    return { result: undefined }
  })
}

/** Forgets the address that a list is kept at; the list stays as it is. @throws AppError not_found, forbidden. */
export async function removeUpstream(access: ListAccess): Promise<void> {
  await changeList(access, 'list.import', async ({ db, list }) => {
    await db.upstream.deleteMany({ where: { listId: list.id } })
    return { result: undefined }
  })
}

/**
 * Looks whether the address that a list is kept at has something new, and keeps the answer for the
 * list's page: how many papers an import would add and change, and how many are there no more. Changes
 * nothing that the list shows. What went wrong at the address is part of the answer, not thrown.
 * @throws AppError not_found, forbidden, invalid (the list has no such address).
 */
export async function checkUpstream(
  access: ListAccess,
  { signal }: { signal?: AbortSignal } = {},
): Promise<UpstreamView> {
  const list = access.require('list.import')
  const upstream = await unsafeFindUpstream(list.id)
  if (!upstream) throw noUpstream()
  const found = await look(access, upstream, signal)
  const checkedAt = new Date()
  const nextCheckAt = nextCheck(upstream.checkEveryHours, checkedAt)
  const { url, branch, path } = upstream
  // Not where somebody has named another address meanwhile.
  await prisma().upstream.updateMany({
    where: { listId: list.id, url, branch, path },
    data: { ...found, checkedAt, nextCheckAt },
  })
  const view = await getUpstream(access)
  if (!view) throw noUpstream()
  return view
}

const noUpstream = () => new AppError('invalid', 'This list has no address to look at.')

type Found = { error: string | null; etag?: string | null; sha256?: string; news?: UpstreamNews | typeof Prisma.DbNull }

async function look(access: ListAccess, upstream: UpstreamState, signal?: AbortSignal): Promise<Found> {
  try {
    const text = await readUpstream({ ...upstream, withImages: false, ...(signal ? { signal } : {}) })
    if (text.status === 'unchanged') return { error: null }
    const { input, etag } = text
    const sha256 = sha256Of(input.bytes)
    if (sha256 === upstream.sha256) return { error: null, etag }
    const { hasChanges, counts } = await importReadme(access, input, { dryRun: true })
    const { added, changed, conflicts, missing } = counts
    const news = hasChanges ? { added, changed: changed + conflicts, missing } : Prisma.DbNull
    return { error: null, etag, sha256, news }
  } catch (error) {
    if (isAppError(error) && !signal?.aborted) return { error: error.message }
    throw error
  }
}
