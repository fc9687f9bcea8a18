import { defaultValues } from '#lib/experiments/runtime/parameters.ts'
import type { DeviceKind, ParameterValues } from '#lib/experiments/runtime/contract.ts'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'
import { prisma } from '#prisma/client.ts'
import type { Experiment } from './find-queries.ts'
import type { ShownResult } from './authored/schema.ts'
import { readFigures, readMetrics } from './runs/stored-run.ts'

/** `id` null: nobody saved such a run. */
type Row = {
  slug: string
  runCount: number
  id: string | null
  codeVersion: string
  parameters: unknown
  seed: number
  deviceKind: string
  deviceLabel: string
  isFallback: boolean
  milliseconds: number
  verdicts: unknown
  metrics: unknown
  createdAt: Date
  /** Null where they were not asked for. */
  figures: unknown
}

/**
 * Of each experiment how many runs the group saved, and the newest of the code as it is, with the default parameters
 * and seed: one statement, however many experiments.
 */
async function readRuns(listId: string, experiments: readonly Experiment[], withFigures: boolean): Promise<Row[]> {
  if (experiments.length === 0) return []
  const wanted = experiments.map(({ slug, authored, codeVersion, description }) => ({
    slug,
    experimentId: authored?.id ?? null,
    codeVersion,
    seed: description.seed,
    parameters: defaultValues(description.parameters),
  }))
  return prisma().$queryRaw<Row[]>`
    select w."slug", c."runCount", s.*
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as w("slug" text, "experimentId" text, "codeVersion" text, "seed" int, "parameters" jsonb)
    cross join lateral (
      select count(*)::int as "runCount" from "Run" r where r."listId" = ${listId}
        and ((w."experimentId" is null and r."slug" = w."slug") or r."experimentId" = w."experimentId")
    ) c
    left join lateral (
      select r."id", r."codeVersion", r."parameters", r."seed", r."deviceKind", r."deviceLabel", r."isFallback",
        r."milliseconds", r."verdicts", r."metrics", r."createdAt",
        case when ${withFigures} then r."figures" end as "figures"
      from "Run" r where r."listId" = ${listId}
        and ((w."experimentId" is null and r."slug" = w."slug") or r."experimentId" = w."experimentId")
        and r."codeVersion" = w."codeVersion" and r."seed" = w."seed" and r."parameters" = w."parameters"
      order by r."createdAt" desc, r."id" desc limit 1
    ) s on true`
}

/** Who ran it stays behind: a result is about the paper. */
function resultOf(row: Row): ShownResult['result'] {
  return {
    codeVersion: row.codeVersion,
    parameters: row.parameters as ParameterValues,
    seed: row.seed,
    device: { kind: row.deviceKind as DeviceKind, label: row.deviceLabel, fallbackAdapter: row.isFallback },
    milliseconds: row.milliseconds,
    finishedAt: row.createdAt.toISOString(),
    verdicts: row.verdicts as Verdict[],
    metrics: readMetrics(row.metrics as Parameters<typeof readMetrics>[0]),
    figures: readFigures(row.figures as Parameters<typeof readFigures>[0]),
  }
}

export type Shown = { shown: ShownResult | null; runCount: number }

/**
 * What is shown of experiments before anything runs, by slug: the newest run that the group saved of the code as it
 * is, with the default parameters and seed; else what was recorded with the experiment. Unsafe: asks nobody.
 * @param listId null: not the group's.
 */
export async function unsafeShownResults(
  listId: string | null,
  experiments: readonly Experiment[],
): Promise<Map<string, Shown>> {
  const rows = listId === null ? [] : await readRuns(listId, experiments, true)
  return new Map(
    experiments.map(({ slug, disk }): [string, Shown] => {
      const row = rows.find((each) => each.slug === slug)
      const runCount = row?.runCount ?? 0
      if (row && row.id !== null) return [slug, { shown: { result: resultOf(row), from: 'group' }, runCount }]
      return [slug, { shown: disk?.result ? { result: disk.result, from: 'disk' } : null, runCount }]
    }),
  )
}

/** The verdicts alone of what is shown, and how many runs there are, by slug. Unsafe: asks nobody. */
export async function unsafeShownVerdicts(
  listId: string,
  experiments: readonly Experiment[],
): Promise<Map<string, { verdicts: Verdict[] | null; runCount: number }>> {
  const rows = await readRuns(listId, experiments, false)
  return new Map(
    experiments.map(({ slug, disk }) => {
      const row = rows.find((each) => each.slug === slug)
      const verdicts = row && row.id !== null ? (row.verdicts as Verdict[]) : (disk?.result?.verdicts ?? null)
      return [slug, { verdicts, runCount: row?.runCount ?? 0 }]
    }),
  )
}
