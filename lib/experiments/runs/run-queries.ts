import type { ListAccess } from '#lib/access/list-access.ts'
import { z } from 'zod'
import type { DeviceKind, ParameterValues } from '#lib/experiments/runtime/contract.ts'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'
import { prisma } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { runsOf, unsafeFindExperiment } from '#lib/experiments/find-queries.ts'
import type { RunPage, RunRow, SavedRun } from '#lib/experiments/authored/schema.ts'
import { readFigures, readMetrics } from './stored-run.ts'

const PAGE = 50
/** Most runs that are laid over one another. */
export const MOST_OVERLAID = 8

/** What a row of the table needs: never the figures. */
export const RUN_ROW = {
  id: true,
  codeVersion: true,
  parameters: true,
  seed: true,
  deviceKind: true,
  deviceLabel: true,
  isFallback: true,
  milliseconds: true,
  verdicts: true,
  metrics: true,
  remark: true,
  createdAt: true,
  userId: true,
  user: { select: { name: true } },
} as const satisfies Prisma.RunSelect

export type StoredRow = Prisma.RunGetPayload<{ select: typeof RUN_ROW }>

/** A stored row without what depends on who looks at it. */
export function readRun(row: StoredRow) {
  return {
    id: row.id,
    userName: row.user?.name ?? null,
    createdAt: row.createdAt,
    codeVersion: row.codeVersion,
    parameters: row.parameters as ParameterValues,
    seed: row.seed,
    device: { kind: row.deviceKind as DeviceKind, label: row.deviceLabel, fallbackAdapter: row.isFallback },
    milliseconds: row.milliseconds,
    verdicts: row.verdicts as Verdict[],
    metrics: readMetrics(row.metrics as Parameters<typeof readMetrics>[0]),
    remark: row.remark,
  }
}

function viewRun(row: StoredRow, access: ListAccess, codeVersion: string): RunRow {
  const isOwn = access.userId !== null && row.userId === access.userId
  const mayRemove = access.can('run.moderate') || (isOwn && access.can('run.remove'))
  return { ...readRun(row), isOwn, mayRemove, isCurrent: row.codeVersion === codeVersion }
}

const cursorSchema = z.object({ at: z.iso.datetime(), id: z.string().min(1).max(64) })

/** Where the next page begins; a text that is no cursor means the first page. */
function readCursor(text: string | null): { at: Date; id: string } | null {
  if (text === null) return null
  try {
    const { at, id } = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at: new Date(at), id }
  } catch {
    return null
  }
}

const writeCursor = ({ createdAt, id }: { createdAt: Date; id: string }) =>
  Buffer.from(JSON.stringify({ at: createdAt.toISOString(), id })).toString('base64url')

/** The runs of an experiment that the group saved, the newest first. @throws AppError not_found. */
export async function listRuns(access: ListAccess, slug: string, cursor: string | null = null): Promise<RunPage> {
  const list = access.require('experiment.read')
  const experiment = await unsafeFindExperiment(list.id, slug)
  const after = readCursor(cursor)
  const rows = await prisma().run.findMany({
    where: {
      ...runsOf(list.id, experiment),
      ...(after ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] } : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    select: RUN_ROW,
  })
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    runs: rows.slice(0, PAGE).map((row) => viewRun(row, access, experiment.codeVersion)),
    nextCursor: last ? writeCursor(last) : null,
  }
}

/**
 * Some runs of an experiment with their figures, in the order asked for; those that are not there are left out.
 * @param ids at most 8; more are not looked at.
 * @throws AppError not_found.
 */
export async function getRuns(access: ListAccess, slug: string, ids: readonly string[]): Promise<SavedRun[]> {
  const list = access.require('experiment.read')
  const experiment = await unsafeFindExperiment(list.id, slug)
  const wanted = [...new Set(ids)].slice(0, MOST_OVERLAID)
  const rows = await prisma().run.findMany({
    where: { ...runsOf(list.id, experiment), id: { in: wanted } },
    select: { ...RUN_ROW, figures: true },
  })
  return wanted.flatMap((id) => {
    const row = rows.find((each) => each.id === id)
    if (!row) return []
    const figures = readFigures(row.figures as Parameters<typeof readFigures>[0])
    return [{ ...viewRun(row, access, experiment.codeVersion), figures }]
  })
}
