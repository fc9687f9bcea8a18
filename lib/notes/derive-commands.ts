import { nanoid } from 'nanoid'
import { type Db, prisma } from '#prisma/client.ts'
import { unsafeKeepVersion } from './version-commands.ts'

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

async function keepStanding(db: Db, texts: DerivedText[]): Promise<void> {
  const kept = texts.filter((one) => one.keepBefore).map((one) => one.paperId)
  if (kept.length === 0) return
  await db.$executeRaw`
    insert into "NoteVersion" ("id", "noteId", "version", "text", "createdAt", "authorId", "authorIds")
    select k."versionId", n."id", n."version", n."text", n."updatedAt", n."updatedById",
      array_remove(array[n."updatedById"], null)
    from unnest(${kept}::text[], ${kept.map(() => nanoid(12))}::text[]) k("paperId", "versionId")
      join "Note" n on n."paperId" = k."paperId"
    on conflict do nothing`
}

/** Those of the papers whose note somebody else is writing, or is about to make. */
async function heldAmong(db: Db, paperIds: string[]): Promise<Set<string>> {
  if (paperIds.length === 0) return new Set()
  const rows = await db.$queryRaw<{ paperId: string }[]>`
    select p."paperId" from unnest(${paperIds}::text[]) p("paperId")
    where exists (select 1 from "Note" n where n."paperId" = p."paperId")
      or not pg_try_advisory_xact_lock(hashtextextended(p."paperId", 0))`
  return new Set(rows.map((row) => row.paperId))
}

/**
 * In one statement, however many: several hundred notes may be written in at once. What stands there is updated;
 * an upsert would index every text a second time, for the row that it then does not insert.
 */
async function overwrite(db: Db, texts: DerivedText[]): Promise<void> {
  if (texts.length === 0) return
  const column = <T>(pick: (one: DerivedText) => T) => texts.map(pick)
  await db.$executeRaw`
    update "Note" set "text" = d."text", "version" = d."version" + 1, "updatedAt" = now() at time zone 'utc',
      "updatedById" = u."id"
    from unnest(${column((one) => one.paperId)}::text[], ${column((one) => one.text)}::text[],
        ${column((one) => one.version)}::int[], ${column((one) => one.userId)}::text[])
        d("paperId", "text", "version", "userId")
      left join "User" u on u."id" = d."userId"
    where "Note"."paperId" = d."paperId" and "Note"."version" = d."version"`
}

/** Notes that nobody wrote before; the caller holds them against others who would. */
async function writeFirst(db: Db, texts: DerivedText[]): Promise<void> {
  if (texts.length === 0) return
  const column = <T>(pick: (one: DerivedText) => T) => texts.map(pick)
  await db.$executeRaw`
    insert into "Note" ("id", "paperId", "text", "version", "updatedAt", "updatedById")
    select d."id", d."paperId", d."text", 1, now() at time zone 'utc', u."id"
    from unnest(${column(() => nanoid(12))}::text[], ${column((one) => one.paperId)}::text[],
        ${column((one) => one.text)}::text[], ${column((one) => one.userId)}::text[])
        d("id", "paperId", "text", "userId")
      join "Paper" p on p."id" = d."paperId" left join "User" u on u."id" = d."userId"
    on conflict ("paperId") do nothing`
}

/**
 * Writes down the texts of notes of one list as their documents have them now, and raises the list's
 * revision once, which tells every cache. Waits for nobody: a note that somebody else is writing is
 * left for the next time. Unsafe: asks nobody; the edits were asked about when they came.
 */
export async function unsafeDeriveTexts(listId: string, texts: DerivedText[]): Promise<Derived[]> {
  return prisma().$transaction(async (db) => {
    // Below the database's own deadlock_timeout: whoever waits for what we hold goes first.
    await db.$executeRaw`set local lock_timeout = '500ms'`
    const paperIds = texts.map((one) => one.paperId)
    const rows = await db.$queryRaw<{ paperId: string; version: number }[]>`
      select "paperId", "version" from "Note" where "paperId" = any(${paperIds}::text[])
      order by "paperId" for no key update skip locked`
    const standing = new Map(rows.map((row) => [row.paperId, row.version]))
    const unseen = paperIds.filter((id) => !standing.has(id))
    const held = await heldAmong(db, unseen)
    const outcomeOf = ({ paperId, version }: DerivedText) => {
      if (held.has(paperId)) return 'held'
      return (standing.get(paperId) ?? 0) === version ? version + 1 : 'moved'
    }
    const derived = texts.map((one): Derived => ({ paperId: one.paperId, outcome: outcomeOf(one) }))
    const written = texts.filter((_, at) => typeof derived[at]?.outcome === 'number')
    if (written.length > 0) {
      await keepStanding(db, written)
      await overwrite(
        db,
        written.filter((one) => standing.has(one.paperId)),
      )
      await writeFirst(
        db,
        written.filter((one) => !standing.has(one.paperId)),
      )
      await db.list.updateMany({ where: { id: listId }, data: { revision: { increment: 1 } } })
    }
    return derived
  })
}

/** Keeps the notes as they stand among their versions, with everybody who wrote. Unsafe: asks nobody. */
export async function unsafeKeepVersions(notes: { paperId: string; authorIds: string[] }[]): Promise<void> {
  for (const note of notes) await unsafeKeepVersion(prisma(), note)
}
