import { AppError, notFound } from '#lib/errors.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { LabEntry } from '#lib/experiments/runtime/lab.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { findOnDisk } from './catalogue.ts'
import { readDiskResult } from './runs/stored-run.ts'

/** An experiment, wherever it comes from. */
export type Experiment = {
  slug: string
  codeVersion: string
  description: ExperimentDescription
  explanation: string
  /** Null: a member wrote it. */
  disk: { url: string; result: RunResult | null } | null
  /** Null: it lies on disk. */
  authored: {
    id: string
    paperId: string | null
    version: number
    forkedFrom: string | null
    createdById: string | null
    createdByName: string | null
    isRemoved: boolean
  } | null
}

/** An experiment on disk as the domain knows it. */
export function experimentOnDisk(entry: LabEntry): Experiment {
  const { slug, codeVersion, description, explanation, url } = entry
  const result = entry.result && readDiskResult(entry.result)
  return { slug, codeVersion, description, explanation, disk: { url, result }, authored: null }
}

/** Experiments that members of a list wrote, the oldest first. Unsafe: asks nobody. */
export async function unsafeAuthored(
  listId: string,
  where: { slug?: string | { in: string[] }; paperId?: string; removedAt?: null },
  db: Db = prisma(),
): Promise<Experiment[]> {
  const rows = await db.experiment.findMany({
    where: { listId, ...where },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 500,
    select: {
      id: true,
      slug: true,
      paperId: true,
      forkedFrom: true,
      createdById: true,
      createdBy: { select: { name: true } },
      removedAt: true,
      versions: {
        orderBy: { number: 'desc' },
        take: 1,
        select: { number: true, codeVersion: true, description: true },
      },
    },
  })
  return rows.flatMap(({ slug, versions: [latest], createdBy, removedAt, ...row }) => {
    if (!latest) return []
    const description = latest.description as unknown as ExperimentDescription
    const authored = {
      ...row,
      version: latest.number,
      createdByName: createdBy?.name ?? null,
      isRemoved: removedAt !== null,
    }
    const { codeVersion } = latest
    return [{ slug, codeVersion, description, explanation: description.explanation ?? '', disk: null, authored }]
  })
}

/**
 * The experiment of that name: the list's own, else the one on disk. Unsafe: asks nobody; for callers
 * that have checked the list or the share themselves.
 * @throws AppError not_found.
 */
export async function unsafeFindExperiment(listId: string, slug: string, db: Db = prisma()): Promise<Experiment> {
  const [own] = await unsafeAuthored(listId, { slug }, db)
  if (own) return own
  const entry = findOnDisk(slug)
  if (!entry) throw notFound('experiment')
  return experimentOnDisk(entry)
}

/** Which runs are the experiment's. */
export const runsOf = (listId: string, { slug, authored }: Experiment) =>
  authored ? { listId, experimentId: authored.id } : { listId, slug }

/**
 * What the code of a run says of itself, of any version that was kept.
 * @throws AppError conflict where the experiment has another code by now.
 */
export async function unsafeDescriptionOf(
  experiment: Experiment,
  codeVersion: string,
  db: Db = prisma(),
): Promise<ExperimentDescription> {
  if (experiment.codeVersion === codeVersion) return experiment.description
  const version =
    experiment.authored &&
    (await db.experimentVersion.findFirst({
      where: { experimentId: experiment.authored.id, codeVersion },
      orderBy: { number: 'desc' },
      select: { description: true },
    }))
  if (version) return version.description as unknown as ExperimentDescription
  throw new AppError('conflict', 'The experiment has changed since this run. Run it again and save that.')
}
