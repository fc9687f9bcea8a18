import type { ListAccess } from '#lib/access/list-access.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { can } from '#lib/access/roles.ts'
import { AppError, isAppError, notFound } from '#lib/errors.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { unsafeRequirePaper } from '#lib/papers/paper-queries.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { findOnDisk } from '#lib/experiments/catalogue.ts'
import { compileApart } from './compile-apart.ts'
import type { Compiled } from './compile.ts'
import { unsafeFindExperiment } from '#lib/experiments/find-queries.ts'
import { forkText } from './fork-text.ts'
import { unsafeRequireRoomForVersion } from './quota-queries.ts'
import type { ExperimentText } from './schema.ts'
import { slugOf } from './slug.ts'
import { getExperimentVersion } from './version-queries.ts'

type NewExperiment = ExperimentText & { paperId: string | null; forkedFrom?: string }

const asJson = (description: ExperimentDescription) => description as unknown as Prisma.InputJsonValue

async function writeExperiment(change: Change, text: NewExperiment, code: Compiled): Promise<{ slug: string }> {
  const { db, list, userId } = change
  await unsafeRequireRoomForVersion(db, list.id, userId)
  if (text.paperId !== null) await unsafeRequirePaper(list.id, text.paperId, db)
  const rows = await db.experiment.findMany({ where: { listId: list.id }, select: { slug: true } })
  const taken = new Set(rows.map((row) => row.slug))
  const slug = slugOf(text.description.title, (each) => taken.has(each) || findOnDisk(each) !== null)
  await db.experiment.create({
    data: {
      listId: list.id,
      paperId: text.paperId,
      slug,
      forkedFrom: text.forkedFrom ?? null,
      createdById: userId,
      versions: {
        create: { number: 1, source: text.source, ...code, description: asJson(text.description), authorId: userId },
      },
    },
    select: { id: true },
  })
  return { slug }
}

/**
 * Keeps an experiment that a member wrote. Its text is compiled, never run, on the server.
 * @param text.description as the sealed frame read it from the text.
 * @throws AppError not_found, forbidden; invalid where the text cannot be compiled; too_large.
 */
export async function createExperiment(
  access: ListAccess,
  text: ExperimentText & { paperId: string },
): Promise<{ slug: string }> {
  access.require('experiment.write')
  const code = await compileApart(text.source)
  return changeList(access, 'experiment.write', async (change) => {
    const result = await writeExperiment(change, text, code)
    return { result, subjectId: result.slug }
  })
}

/** The text that a fork of an experiment on disk starts with: its own, or with all that it imports in it. */
async function sourceOnDisk(slug: string): Promise<ExperimentText | null> {
  const entry = findOnDisk(slug)
  if (!entry) return null
  const description = { ...entry.description, explanation: entry.explanation }
  const explanation = entry.description.explanation === undefined ? entry.explanation : null
  try {
    const source = forkText(entry.source, explanation, false)
    await compileApart(source)
    return { source, description }
  } catch (error) {
    if (!isAppError(error)) throw error
    const file = join(/* turbopackIgnore: true */ process.cwd(), 'public', entry.url)
    return { source: forkText(readFileSync(file, 'utf8'), explanation, true), description }
  }
}

/**
 * Copies an experiment, on disk or authored, into one that the group may change.
 * @param fork.paperId null: about the same paper as what is copied.
 * @throws AppError not_found, forbidden.
 */
export async function forkExperiment(
  access: ListAccess,
  fork: { from: string; paperId: string | null },
): Promise<{ slug: string }> {
  const list = access.require('experiment.write')
  const { authored } = await unsafeFindExperiment(list.id, fork.from)
  // As on its page: a removed one is there for who may bring it back.
  const isOwn = access.userId !== null && authored?.createdById === access.userId
  if (authored?.isRemoved && !isOwn && !access.can('experiment.moderate')) throw notFound('experiment')
  const text = await textOf(access, fork.from)
  const code = await compileApart(text.source)
  return changeList(access, 'experiment.write', async (change) => {
    const paperId = fork.paperId ?? authored?.paperId ?? null
    const copy = { ...text, paperId, forkedFrom: fork.from }
    const result = await writeExperiment(change, copy, code)
    return { result, subjectId: result.slug }
  })
}

async function textOf(access: ListAccess, slug: string): Promise<ExperimentText> {
  try {
    const { source, description } = await getExperimentVersion(access, slug)
    return { source, description }
  } catch (error) {
    const onDisk = isAppError(error) && error.code === 'not_found' ? await sourceOnDisk(slug) : null
    if (!onDisk) throw isAppError(error) ? notFound('experiment') : error
    return onDisk
  }
}

export type ExperimentConflict = { version: number; source: string; authorName: string | null }

/**
 * Keeps a new version of an experiment's text; the same text again is no new version.
 * @param text.baseVersion the version that the member started from.
 * @throws AppError conflict (details: ExperimentConflict, the text as it stands) where somebody saved since;
 *   invalid where the text cannot be compiled; not_found, forbidden, too_large.
 */
export async function saveExperimentVersion(
  access: ListAccess,
  slug: string,
  text: ExperimentText & { baseVersion: number },
): Promise<{ version: number; codeVersion: string }> {
  access.require('experiment.write')
  const code = await compileApart(text.source)
  return changeList(access, 'experiment.write', async ({ db, list, userId }) => {
    const experiment = await requireAuthored(db, list.id, slug)
    const latest = await readLatest(db, experiment.id)
    const { codeVersion } = code
    if (latest.source === text.source)
      return { result: { version: experiment.version, codeVersion }, subjectId: experiment.id }
    await unsafeRequireRoomForVersion(db, list.id, userId)
    // Also decides between two who save at the same moment: the second one waits here, and finds another version.
    const { count } = await db.experiment.updateMany({
      where: { id: experiment.id, version: text.baseVersion },
      data: { version: { increment: 1 } },
    })
    if (count === 0) {
      const { number, source, author } = await readLatest(db, experiment.id)
      const details: ExperimentConflict = { version: number, source, authorName: author?.name ?? null }
      const message = 'Someone else saved this experiment while you were writing. Your text is kept here.'
      throw new AppError('conflict', message, { details })
    }
    const version = text.baseVersion + 1
    const data = { experimentId: experiment.id, number: version, source: text.source, ...code, authorId: userId }
    await db.experimentVersion.create({ data: { ...data, description: asJson(text.description) } })
    return { result: { version, codeVersion }, subjectId: experiment.id }
  })
}

const readLatest = (db: Change['db'], experimentId: string) =>
  db.experimentVersion.findFirstOrThrow({
    where: { experimentId },
    orderBy: { number: 'desc' },
    select: { number: true, source: true, author: { select: { name: true } } },
  })

async function requireAuthored(db: Change['db'], listId: string, slug: string) {
  const found = await db.experiment.findFirst({
    where: { listId, slug },
    select: { id: true, version: true, createdById: true },
  })
  if (!found) throw notFound('experiment')
  return found
}

async function setRemoved(access: ListAccess, slug: string, removedAt: Date | null): Promise<void> {
  return changeList(access, 'experiment.remove', async ({ db, list, userId }) => {
    const { id, createdById } = await requireAuthored(db, list.id, slug)
    const isOwn = userId !== null && createdById === userId
    if (!isOwn && !can(list.role, 'experiment.moderate'))
      throw new AppError('forbidden', 'Only who wrote it or an admin may remove an experiment, and bring it back.')
    await db.experiment.update({ where: { id }, data: { removedAt }, select: { id: true } })
    return { result: undefined, subjectId: id }
  })
}

/** Takes an authored experiment out of sight; its versions and runs are kept. @throws AppError not_found, forbidden. */
export async function removeExperiment(access: ListAccess, slug: string): Promise<void> {
  return setRemoved(access, slug, new Date())
}

/** Brings a removed experiment back. @throws AppError not_found, forbidden. */
export async function restoreExperiment(access: ListAccess, slug: string): Promise<void> {
  return setRemoved(access, slug, null)
}
