import { nanoid } from 'nanoid'
import { type Db, databasePool, prisma } from '#prisma/client.ts'

export type DerivedText = {
  paperId: string
  text: string
  /** Of the note as this process last saw it; 0: there was none. */
  version: number
  /** Who wrote last. */
  userId: string | null
  /** Keep the text that stands there before it goes: the first edit since a version was kept. */
  keepBefore: boolean
}

/** The note's new version; `moved`: somebody else wrote the text meanwhile, look first; `held`: somebody is writing it now. */
export type Derived = { paperId: string; outcome: number | 'moved' | 'held' }

/** Below the database's own deadlock_timeout: whoever waits for what we hold goes first. */
const LONGEST_WAIT = '500ms'

type Overwritten = { paperId: string; version: number | null; isWritten: boolean; isThere: boolean }

/** Prepared once, and through pg itself: it runs all the time while somebody types, with all that was written. */
const OVERWRITE = {
  name: 'overwrite_note_texts',
  text: `
    with wait as materialized (
      select set_config('lock_timeout', $10, true)
    ), derived as materialized (
      select d."paperId", convert_from(substring($2::bytea from d."from" for d."length"), 'UTF8') as "text",
        d."version", d."userId", d."keepBefore", d."versionId"
      from unnest($1::text[], $3::int[], $4::int[], $5::int[], $6::text[], $7::boolean[], $8::text[])
        as d("paperId", "from", "length", "version", "userId", "keepBefore", "versionId")
    ), standing as materialized (
      select n."paperId", n."version" from "Note" n, wait where n."paperId" in (select "paperId" from derived)
      order by n."paperId" for no key update of n skip locked
    ), ours as materialized (
      select d.* from derived d join standing s on s."paperId" = d."paperId" and s."version" = d."version"
    ), kept as (
      insert into "NoteVersion" ("id", "noteId", "version", "text", "createdAt", "authorId", "authorIds")
      select o."versionId", n."id", n."version", n."text", n."updatedAt", n."updatedById",
        array_remove(array[n."updatedById"], null)
      from ours o join "Note" n on n."paperId" = o."paperId" and n."version" = o."version" where o."keepBefore"
      on conflict do nothing
    ), written as (
      update "Note" n set "text" = o."text", "version" = o."version" + 1, "updatedAt" = now() at time zone 'utc',
        "updatedById" = u."id", "isUnindexed" = true
      from ours o left join "User" u on u."id" = o."userId"
      where n."paperId" = o."paperId" and n."version" = o."version" returning n."paperId"
    ), turned as (
      select 1 from ours o join "Note" n on n."paperId" = o."paperId" where (n."text" = '') <> (o."text" = '')
    ), raised as (
      update "List" set "revision" = "revision" + 1, "updatedAt" = now() at time zone 'utc',
        "contents" = "contents" + (exists (select 1 from turned))::int
      where "id" = $9 and exists (select 1 from written)
        and set_config('colloquium.papers', (select string_agg("paperId", ' ') from written), true) is not null
    )
    select d."paperId", s."version", w."paperId" is not null as "isWritten",
      exists (select 1 from "Note" n where n."paperId" = d."paperId") as "isThere"
    from derived d left join standing s on s."paperId" = d."paperId" left join written w on w."paperId" = d."paperId"`,
}

/**
 * Writes over what stands there, keeps it as a version first where that was asked for, and raises the list's
 * revision: in one statement, however many, because it runs all the time while somebody types. An update and no
 * upsert, which would index every text a second time, for the row that it then does not insert.
 * @returns of each its version as it stood where nobody else was writing it, and whether there is such a note.
 */
async function overwrite(listId: string, texts: DerivedText[]): Promise<Overwritten[]> {
  const bytes = texts.map((one) => Buffer.from(one.text))
  let end = 0
  const { rows } = await databasePool().query<Overwritten>({
    ...OVERWRITE,
    values: [
      texts.map((one) => one.paperId),
      // All in one: an array of them would go over as text, an escape at a time.
      Buffer.concat(bytes),
      bytes.map(({ length }) => (end += length) - length + 1),
      bytes.map(({ length }) => length),
      texts.map((one) => one.version),
      texts.map((one) => one.userId),
      texts.map((one) => one.keepBefore),
      texts.map(() => nanoid(12)),
      listId,
      LONGEST_WAIT,
    ],
  })
  return rows
}

/** Those of the papers that somebody else is about to write the first note of, or has. */
async function heldAmong(db: Db, paperIds: string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ paperId: string }[]>`
    select p."paperId" from unnest(${paperIds}::text[]) p("paperId")
    where exists (select 1 from "Note" n where n."paperId" = p."paperId")
      or not pg_try_advisory_xact_lock(hashtextextended(p."paperId", 0))`
  return new Set(rows.map((row) => row.paperId))
}

/** Writes notes that nobody wrote before; they are short, and indexed with that. @returns the papers whose note is held by somebody else. */
async function writeFirst(listId: string, texts: DerivedText[]): Promise<Set<string>> {
  if (texts.length === 0) return new Set()
  return prisma().$transaction(async (db) => {
    await db.$queryRaw`select set_config('lock_timeout', ${LONGEST_WAIT}, true)`
    const held = await heldAmong(
      db,
      texts.map((one) => one.paperId),
    )
    const free = texts.filter((one) => !held.has(one.paperId))
    if (free.length === 0) return held
    await db.$executeRaw`
      insert into "Note" ("id", "paperId", "text", "version", "updatedAt", "updatedById")
      select d."id", d."paperId", d."text", 1, now() at time zone 'utc', u."id"
      from unnest(${free.map(() => nanoid(12))}::text[], ${free.map((one) => one.paperId)}::text[],
          ${free.map((one) => one.text)}::text[], ${free.map((one) => one.userId)}::text[])
          d("id", "paperId", "text", "userId")
        join "Paper" p on p."id" = d."paperId" left join "User" u on u."id" = d."userId"
      on conflict ("paperId") do nothing`
    await db.list.updateMany({
      where: { id: listId },
      data: { revision: { increment: 1 }, contents: { increment: 1 } },
    })
    return held
  })
}

/**
 * Writes down the texts of notes of one list as their documents have them now, and raises the list's
 * revision once, which tells every cache; whoever keeps public pages hears of which papers the texts are. A note that
 * begins, or is emptied, is a change of the list's contents: its row tells of it. A text that is written over is not indexed with that, which would
 * cost three times as much as writing it: unsafeIndexNotes does so later, and a search reads it until then.
 * Waits for nobody: a note that somebody else is writing is left for the next time. Unsafe: asks nobody; the edits were asked about when they came.
 */
export async function unsafeDeriveTexts(listId: string, texts: DerivedText[]): Promise<Derived[]> {
  const found = new Map((await overwrite(listId, texts)).map((row) => [row.paperId, row]))
  const isNew = ({ paperId, version }: DerivedText) => version === 0 && !found.get(paperId)?.isThere
  const held = await writeFirst(listId, texts.filter(isNew))
  const outcomeOf = (one: DerivedText): Derived['outcome'] => {
    if (isNew(one)) return held.has(one.paperId) ? 'held' : 1
    const row = found.get(one.paperId)
    if (row?.isWritten) return one.version + 1
    // Locked by somebody else; or it has another version now, or was deleted.
    return row?.isThere && row.version === null ? 'held' : 'moved'
  }
  return texts.map((one) => ({ paperId: one.paperId, outcome: outcomeOf(one) }))
}
