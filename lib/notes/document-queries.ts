import { type Db, prisma } from '#prisma/client.ts'
import { unpackUpdates } from './update-bundle.ts'

export type StoredDocument = {
  /** The state, then every update since, in the order in which they were written. */
  updates: Uint8Array[]
  /** Which rows of the log those updates are. */
  seqs: number[]
  compactions: number
  /** The text as it was last derived from the document; null where the note was never written. */
  note: { version: number; text: string } | null
}

type Row = {
  seq: bigint
  bytes: Uint8Array
  count: number
  compactions: number | null
  version: number | null
  text: string | null
}

/**
 * A note's document as it stands on disk, null where it has none yet. One statement, hence one moment:
 * between two, rows could be folded into the state and be seen in neither. Unsafe: asks nobody; for the
 * socket's server and commands, which have.
 */
export async function unsafeLoadDocument(paperId: string, db: Db = prisma()): Promise<StoredDocument | null> {
  const rows = await db.$queryRaw<Row[]>`
    select 0::bigint as "seq", d."state" as "bytes", 1 as "count", d."compactions", n."version", n."text"
    from "NoteDocument" d left join "Note" n on n."paperId" = d."paperId" where d."paperId" = ${paperId}
    union all
    select "seq", "bytes", "count", null, null, null from "NoteUpdate" where "paperId" = ${paperId}
    order by 1`
  const [state, ...log] = rows
  if (state?.compactions == null) return null
  const { version, text, compactions } = state
  return {
    updates: rows.flatMap((row) => unpackUpdates(row.bytes, row.count)),
    seqs: log.map((row) => Number(row.seq)),
    compactions,
    note: version === null || text === null ? null : { version, text },
  }
}

/** `newest`: the highest number among the rows; null: there are none. */
export type DocumentMarks = { paperId: string; compactions: number; rows: number; newest: number | null }

/**
 * How many rows the documents' logs hold now, and how often they were folded: what a process that holds them open
 * compares with what it has seen. A paper whose document is gone is missing. Unsafe: asks nobody; tells ids alone.
 */
export async function unsafeDocumentMarks(paperIds: string[]): Promise<DocumentMarks[]> {
  return prisma().$queryRaw<DocumentMarks[]>`
    select d."paperId", d."compactions", u."rows", u."newest"
    from "NoteDocument" d cross join lateral (
      select count(*)::int as "rows", max("seq")::float8 as "newest" from "NoteUpdate" where "paperId" = d."paperId"
    ) u where d."paperId" = any(${paperIds}::text[])`
}

/** Notes with updates that nobody has folded in for `seconds`: left by a process that ended without warning. Unsafe: asks nobody. */
export async function unsafeListUnsettled(seconds: number, limit = 200): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ paperId: string }[]>`
    select "paperId" from "NoteUpdate" group by "paperId"
    having min("at") <= (now() at time zone 'utc') - make_interval(secs => ${seconds}) limit ${limit}`
  return rows.map((row) => row.paperId)
}

/** Papers whose note was typed in and is not indexed for search since, for so many seconds. Unsafe: asks nobody. */
export async function unsafeListUnindexed(seconds: number, limit = 200): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ paperId: string }[]>`
    select "paperId" from "Note" where "isUnindexed"
      and "updatedAt" <= (now() at time zone 'utc') - make_interval(secs => ${seconds}) limit ${limit}`
  return rows.map((row) => row.paperId)
}
