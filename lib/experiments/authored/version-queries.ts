import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { prisma } from '#prisma/client.ts'
import type { ExperimentVersionEntry, ExperimentVersionView } from './schema.ts'

const ENTRY = {
  number: true,
  codeVersion: true,
  description: true,
  createdAt: true,
  author: { select: { name: true } },
} as const

type Row = {
  number: number
  codeVersion: string
  description: unknown
  createdAt: Date
  author: { name: string | null } | null
}
const viewEntry = ({ number, codeVersion, description, createdAt, author }: Row): ExperimentVersionEntry => ({
  number,
  title: (description as ExperimentDescription).title,
  codeVersion,
  createdAt,
  authorName: author?.name ?? null,
})

/** Every version that was saved of an experiment that the group wrote, the newest first. @throws AppError not_found. */
export async function listExperimentVersions(access: ListAccess, slug: string): Promise<ExperimentVersionEntry[]> {
  const list = access.require('experiment.read')
  const rows = await prisma().experimentVersion.findMany({
    where: { experiment: { listId: list.id, slug } },
    orderBy: { number: 'desc' },
    take: 500,
    select: ENTRY,
  })
  // Each has one from the moment that it is written.
  if (rows.length === 0) throw notFound('experiment')
  return rows.map(viewEntry)
}

/**
 * One version with its texts.
 * @param number null: the newest.
 * @throws AppError not_found, for what lies on disk too.
 */
export async function getExperimentVersion(
  access: ListAccess,
  slug: string,
  number: number | null = null,
): Promise<ExperimentVersionView> {
  const list = access.require('experiment.read')
  const row = await prisma().experimentVersion.findFirst({
    where: { experiment: { listId: list.id, slug }, ...(number === null ? {} : { number }) },
    orderBy: { number: 'desc' },
    select: { ...ENTRY, source: true, compiled: true },
  })
  if (!row) throw notFound('version')
  const description = row.description as unknown as ExperimentDescription
  return { ...viewEntry(row), source: row.source, compiled: row.compiled, description }
}

/** The compiled text of an authored experiment. Unsafe: asks nobody. @throws AppError not_found. */
export async function unsafeGetCode(
  where: { listId: string; slug: string; paperId?: string; removedAt?: null },
  codeVersion: string,
): Promise<{ compiled: string; codeVersion: string }> {
  const row = await prisma().experimentVersion.findFirst({
    where: { experiment: where, codeVersion },
    select: { compiled: true, codeVersion: true },
  })
  if (!row) throw notFound('version')
  return row
}

/** The compiled text of an authored experiment, by its hash. @throws AppError not_found. */
export async function getExperimentCode(
  access: ListAccess,
  slug: string,
  codeVersion: string,
): Promise<{ compiled: string; codeVersion: string }> {
  const list = access.require('experiment.read')
  return unsafeGetCode({ listId: list.id, slug }, codeVersion)
}
