import { openList } from '#lib/access/open-list.ts'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import type { JobContext, JobHandler } from '#lib/jobs/registry.ts'
import { METADATA_SERVICES, type MetadataService } from '#lib/jobs/schema.ts'
import { arxiv } from './arxiv.ts'
import { type Clock, askService, realClock } from './ask.ts'
import { fillPapers } from './commands.ts'
import { crossref } from './crossref.ts'
import { FILLABLE, fillEmpty } from './fill.ts'
import { openalex } from './openalex.ts'
import { type Candidate, unsafeCountIncomplete, unsafeListIncomplete } from './queries.ts'
import type { Answer, Service } from './service.ts'

const SERVICES: Record<MetadataService, Service> = { arxiv, crossref, openalex }
/** A service whose replies cannot be read for so many batches on end is not asked any more. */
const MOST_UNREADABLE = 2

const inputSchema = z.object({ services: z.array(z.enum(METADATA_SERVICES)).optional() })

/** What the job's page shows of its result. */
const resultSchema = z.object({
  /** Papers that a service was asked about, and those that it knew; a paper counts once per service. */
  asked: z.number(),
  found: z.number(),
  /** Papers whose reply could not be used. */
  unreadable: z.number(),
  /** Papers that got something, once per service, and how many got which field. */
  filled: z.number(),
  fields: z.partialRecord(z.enum(FILLABLE), z.number()),
})
export type CompletionResult = z.output<typeof resultSchema>

const cursorSchema = z.object({
  service: z.enum(METADATA_SERVICES),
  after: z.string(),
  done: z.number(),
  total: z.number(),
  result: resultSchema,
})
type Cursor = z.output<typeof cursorSchema>

const START: CompletionResult = { asked: 0, found: 0, unreadable: 0, filled: 0, fields: {} }

/** The services to ask, in the order in which they help each other: arXiv names DOIs. */
function chosenServices(input: unknown): MetadataService[] {
  const wanted = inputSchema.parse(input).services
  const allowed = METADATA_SERVICES.filter((name) => env().METADATA_SERVICES.includes(name))
  const chosen = allowed.filter((name) => wanted === undefined || wanted.includes(name))
  if (chosen.length > 0) return chosen
  throw new AppError(
    'invalid',
    'This installation does not ask these services for metadata (setting METADATA_SERVICES).',
  )
}

/**
 * Completes a list's papers from the services that the installation allows: batch after batch, each
 * written and remembered before the next is asked, so that a restart or a cancel costs one batch at most.
 */
export function completeMetadata(clock: Clock = realClock): JobHandler {
  return async (context) => {
    const { actor, job, input, signal } = context
    const access = await openList(actor, { id: job.listId })
    access.require('list.import')
    const names = chosenServices(input)
    let cursor = await firstCursor(context, names)
    for (const name of names.slice(names.indexOf(cursor.service))) {
      if (name !== cursor.service) cursor = { ...cursor, service: name, after: '' }
      const service = SERVICES[name]
      for (let unreadable = 0; ;) {
        signal.throwIfAborted()
        context.report({ step: `Asking ${service.label}`, done: cursor.done, total: cursor.total })
        const papers = await unsafeListIncomplete(job.listId, name, cursor.after, service.batchSize)
        if (papers.length === 0) break
        const batch = await completeBatch(context, service, papers, clock)
        cursor = advance(cursor, papers, batch)
        await context.saveCursor(cursor)
        unreadable = batch.unreadable === batch.asked && batch.asked > 0 ? unreadable + 1 : 0
        if (unreadable >= MOST_UNREADABLE) {
          throw new AppError('unavailable', `${service.label} gives replies that cannot be read. Try again later.`)
        }
      }
    }
    context.report({ step: 'Done', done: cursor.done, total: cursor.done })
    return cursor.result
  }
}

async function firstCursor({ job, cursor }: JobContext, names: MetadataService[]): Promise<Cursor> {
  const kept = cursorSchema.safeParse(cursor)
  if (kept.success && names.includes(kept.data.service)) return kept.data
  let total = 0
  for (const name of names) total += await unsafeCountIncomplete(job.listId, name, '')
  return { service: names[0] ?? 'arxiv', after: '', done: 0, total, result: START }
}

async function completeBatch(
  { actor, job, signal }: JobContext,
  service: Service,
  papers: Candidate[],
  clock: Clock,
): Promise<CompletionResult> {
  const keys = new Map<string, Candidate>()
  for (const paper of papers) {
    const key = service.keyOf(paper.identifiers)
    if (key !== null) keys.set(key.toLowerCase(), paper)
  }
  if (keys.size === 0) return START
  const { answers, unreadable } = await askService(service, [...keys.keys()], signal, clock)
  // Only what was asked for: a reply may hold more.
  const known = [...keys].flatMap(([key, paper]): [Candidate, Answer][] => {
    const answer = answers.get(key)
    return answer ? [[paper, answer]] : []
  })
  const useful = known.filter(([paper, answer]) => Object.keys(fillEmpty(paper, answer)).length > 0)
  signal.throwIfAborted()
  const filled =
    useful.length === 0
      ? { papers: 0, fields: {} }
      : await fillPapers(
          await openList(actor, { id: job.listId }),
          service.name,
          new Map(useful.map(([{ id }, answer]) => [id, answer])),
        )
  const counts = { asked: keys.size, found: known.length, unreadable: unreadable.length }
  return { ...counts, filled: filled.papers, fields: filled.fields }
}

function advance(cursor: Cursor, papers: Candidate[], batch: CompletionResult): Cursor {
  const { result } = cursor
  const fields = { ...result.fields }
  for (const field of FILLABLE) {
    const count = (fields[field] ?? 0) + (batch.fields[field] ?? 0)
    if (count > 0) fields[field] = count
  }
  const done = cursor.done + papers.length
  return {
    service: cursor.service,
    after: papers.at(-1)?.id ?? cursor.after,
    done,
    // Papers that arXiv gave a DOI are asked about once more.
    total: Math.max(cursor.total, done),
    result: {
      asked: result.asked + batch.asked,
      found: result.found + batch.found,
      unreadable: result.unreadable + batch.unreadable,
      filled: result.filled + batch.filled,
      fields,
    },
  }
}
