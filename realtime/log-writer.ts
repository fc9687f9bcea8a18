import pg from 'pg'
import { log } from '#lib/log.ts'
import { packUpdates } from '#lib/notes/update-bundle.ts'
import type { LogRow } from './commit-log.ts'
import { isAboutData } from './data-errors.ts'
import type { NoteRoom } from './note-room.ts'

/** Written through pg itself, prepared once: this statement runs hundreds of times a second and is what everybody waits for. */
const APPEND = {
  name: 'append_note_updates',
  text: `
    insert into "NoteUpdate" ("paperId", "bytes", "count", "authorIds", "at")
    select r."paperId", substring($2::bytea from r."from" for r."length"), r."count",
      string_to_array(r."authorIds", ','), now() at time zone 'utc'
    from unnest($1::text[], $3::int[], $4::int[], $5::int[], $6::text[])
        r("paperId", "from", "length", "count", "authorIds")
      join "NoteDocument" d on d."paperId" = r."paperId"
    returning "seq", "paperId"`,
}
const APPEND_WITH_WRITERS = {
  name: 'append_note_updates_with_writers',
  text: `
    with w as (
      insert into "NoteWriter" ("paperId", "clientId", "userId")
      select w."paperId", w."clientId", u."id"
      from unnest($7::text[], $8::bigint[], $9::text[]) w("paperId", "clientId", "userId")
        join "NoteDocument" d on d."paperId" = w."paperId" left join "User" u on u."id" = w."userId"
      on conflict do nothing
    ) ${APPEND.text}`,
}

type Lease = { client: Promise<pg.PoolClient>; statements: number; error: Error | null }

/** Gives a connection back to its pool, or ends it where it failed; one that never came about needs nothing. */
async function release({ client, error }: Lease): Promise<void> {
  await client.then(
    (found) => found.release(error ?? undefined),
    () => undefined,
  )
}

export type LogWriter = {
  write(rows: LogRow<NoteRoom>[]): Promise<void>
  close(): Promise<void>
}

/**
 * Appends rows to the log, each call one transaction.
 * @param onLost a room whose rows cannot be written, now or ever: its document is gone, or they are refused.
 */
export function createLogWriter(
  databaseUrl: string,
  onLost: (room: NoteRoom, why: 'gone' | 'refused') => void,
): LogWriter {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    // The next statement is sent before the one before is answered.
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    // Whatever the server's default: what is acknowledged is on disk.
    options: '-c synchronous_commit=on',
  })
  pool.on('error', () => undefined)
  // The pool listens to those that it holds; one that is held here would end the process. Its statements fail by themselves.
  pool.on('connect', (client) => client.on('error', () => undefined))

  /** The one connection while statements are on it; one that failed is not used again. */
  let lease: Lease | null = null

  async function query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    lease ??= { client: pool.connect(), statements: 0, error: null }
    const held = lease
    held.statements += 1
    try {
      const client = await held.client
      return await client.query<Row>(statement)
    } catch (error) {
      held.error = error instanceof Error ? error : new Error(String(error))
      throw error
    } finally {
      held.statements -= 1
      if (lease === held && (held.statements === 0 || held.error)) lease = null
      if (held.statements === 0) void release(held)
    }
  }

  async function append(rows: LogRow<NoteRoom>[]): Promise<void> {
    const writers = rows.flatMap(({ room, writers }) =>
      writers
        .filter(([clientId]) => !room.writers.has(clientId))
        .map(([clientId, userId]) => ({ room, clientId, userId })),
    )
    const bundles = rows.map(({ updates }) => packUpdates(updates))
    let end = 0
    const values: unknown[] = [
      rows.map(({ room }) => room.paperId),
      // All in one: an array of them would go over as text, twice as long and an escape at a time.
      Buffer.concat(bundles),
      bundles.map(({ length }) => (end += length) - length + 1),
      bundles.map(({ length }) => length),
      rows.map(({ updates }) => updates.length),
      rows.map(({ authorIds }) => authorIds.join(',')),
    ]
    if (writers.length > 0) {
      values.push(
        writers.map(({ room }) => room.paperId),
        writers.map(({ clientId }) => clientId),
        writers.map(({ userId }) => userId),
      )
    }
    const statement = writers.length > 0 ? APPEND_WITH_WRITERS : APPEND
    const { rows: written } = await query<{ seq: string; paperId: string }>({ ...statement, values })
    for (const { room, clientId } of writers) room.writers.add(clientId)
    const rooms = new Map(rows.map(({ room }) => [room.paperId, room]))
    for (const { seq, paperId } of written) rooms.get(paperId)?.logged(Number(seq))
    const present = new Set(written.map(({ paperId }) => paperId))
    for (const [paperId, room] of rooms) if (!present.has(paperId)) onLost(room, 'gone')
  }

  async function appendOneByOne(rows: LogRow<NoteRoom>[]): Promise<void> {
    for (const row of rows) {
      try {
        await append([row])
      } catch (error) {
        if (!isAboutData(error)) throw error
        log.error({ err: error, paperId: row.room.paperId }, 'an edit of a note was refused by the database')
        onLost(row.room, 'refused')
      }
    }
  }

  return {
    async write(rows) {
      try {
        await append(rows)
      } catch (error) {
        if (isAboutData(error)) return appendOneByOne(rows)
        log.warn({ err: error }, 'edits of notes cannot be written; they are kept and tried again')
        throw error
      }
    },
    close: () => pool.end(),
  }
}
