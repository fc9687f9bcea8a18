import * as Y from 'yjs'
import { AppError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { type Db, databasePool, prisma } from '#prisma/client.ts'
import {
  type StoredDocument,
  unsafeListUnindexed,
  unsafeListUnsettled,
  unsafeLoadDocument,
} from './document-queries.ts'
import { unsafeIndexNotes } from './index-commands.ts'
import { applyUpdates, editToText, plainText, stateOfText } from './note-doc.ts'
import { unsafeKeepVersion } from './history/version-commands.ts'

/**
 * The note's document, made from its text where it has none yet. Made once, whoever comes first: two
 * documents made from one text would say everything twice when they meet. Unsafe: asks nobody; for the
 * socket's server and commands, which have.
 */
export async function unsafeOpenDocument(paperId: string, db: Db = prisma()): Promise<StoredDocument> {
  const found = await unsafeLoadDocument(paperId, db)
  if (found) return found
  const note = await db.note.findUnique({ where: { paperId }, select: { text: true } })
  await db.noteDocument.createMany({
    data: [{ paperId, state: stateOfText(note?.text ?? '') }],
    skipDuplicates: true,
  })
  const made = await unsafeLoadDocument(paperId, db)
  if (!made) throw new Error('A document was deleted while it was being made.')
  return made
}

function docFrom(stored: StoredDocument): Y.Doc {
  const doc = new Y.Doc()
  applyUpdates(doc, stored.updates)
  return doc
}

/** Holds the note against other writers of its text until the transaction ends, whether it is there already or not. */
async function lockNote(db: Db, paperId: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${paperId}, 0))`
  await db.$queryRaw`select 1 from "Note" where "paperId" = ${paperId} for update`
}

async function writeNote(db: Db, paperId: string, stored: StoredDocument, text: string, userId: string | null) {
  const version = (stored.note?.version ?? 0) + 1
  if (stored.note) {
    await db.note.update({
      where: { paperId },
      data: { text, version, updatedById: userId, isUnindexed: false },
      select: { id: true },
    })
    return version
  }
  const { count } = await db.note.createMany({
    data: [{ paperId, text, version, updatedById: userId }],
    skipDuplicates: true,
  })
  if (count === 0) throw stale()
  return version
}

const stale = () => new AppError('conflict', 'Someone else is writing this note just now.')

async function appendUpdate(
  db: Db,
  paperId: string,
  update: Uint8Array<ArrayBuffer>,
  clientId: number,
  userId: string | null,
) {
  await db.noteUpdate.create({
    data: { paperId, bytes: update, authorIds: userId === null ? [] : [userId], at: new Date() },
    select: { seq: true },
  })
  await db.noteWriter.createMany({ data: [{ paperId, clientId, userId }], skipDuplicates: true })
  await db.$executeRaw`select pg_notify('notes', ${`note:${paperId}`})`
}

export type TextWrite = {
  paperId: string
  text: string
  userId: string | null
  /** The version of the note that `text` was made from; without it, whatever stands there is edited. */
  baseVersion?: number
}

/**
 * Makes a note's text `text` as one edit of its document: who has the note open sees it change under
 * the cursor, and what they write at the same moment stays. Within the caller's transaction; keeps
 * the text as a version. The list's revision is the caller's to raise (changeList does).
 * Unsafe: asks nobody; for commands that have (saving, importing, undoing, seeding).
 * @returns the note's version; unchanged where it was that text already.
 * @throws AppError conflict where baseVersion is named and the note has moved on.
 */
export async function unsafeWriteNoteText(db: Db, { paperId, text, userId, baseVersion }: TextWrite) {
  await lockNote(db, paperId)
  const stored = await unsafeOpenDocument(paperId, db)
  const doc = docFrom(stored)
  const hasMovedOn = stored.note !== null && stored.note.text !== plainText(doc)
  const base = stored.note?.version ?? 0
  if (baseVersion !== undefined && (hasMovedOn || baseVersion !== base)) throw stale()
  const update = editToText(doc, text)
  if (update) await appendUpdate(db, paperId, update, doc.clientID, userId)
  if (stored.note?.text === text) return { version: base }
  await unsafeKeepVersion(db, { paperId })
  const version = await writeNote(db, paperId, stored, text, userId)
  await unsafeKeepVersion(db, { paperId })
  return { version }
}

/**
 * Brings a note that nobody has open up to date with its document: derives the text, keeps it as a
 * version, folds the log into the state. Unsafe: asks nobody; it says nothing that was not said.
 * @returns whether the text had to change.
 */
export async function unsafeSettleNote(paperId: string): Promise<boolean> {
  return prisma().$transaction(async (db) => {
    await lockNote(db, paperId)
    const stored = await unsafeLoadDocument(paperId, db)
    if (!stored) return false
    const doc = docFrom(stored)
    const text = plainText(doc)
    const isBehind = text !== (stored.note?.text ?? '')
    if (!isBehind && stored.seqs.length === 0) return false
    const rows = await db.noteUpdate.findMany({
      where: { paperId, seq: { in: stored.seqs } },
      select: { authorIds: true },
      orderBy: { seq: 'asc' },
    })
    const authorIds = [...new Set(rows.flatMap((row) => row.authorIds))]
    if (isBehind) {
      const lastAuthor = await knownUser(db, authorIds.at(-1))
      await unsafeKeepVersion(db, { paperId })
      await writeNote(db, paperId, stored, text, lastAuthor)
    }
    await unsafeKeepVersion(db, { paperId, authorIds })
    await db.$queryRawUnsafe(FOLD.text, ...foldValues({ paperId, state: Y.encodeStateAsUpdate(doc), ...stored }))
    if (isBehind) await raiseRevision(db, paperId)
    return isBehind
  })
}

async function knownUser(db: Db, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null
  return (await db.user.findUnique({ where: { id }, select: { id: true } }))?.id ?? null
}

async function raiseRevision(db: Db, paperId: string): Promise<void> {
  const { listId } = await db.paper.findUniqueOrThrow({ where: { id: paperId }, select: { listId: true } })
  // Of the contents as well: the note may have begun, or have been emptied, and the paper's row tells of it.
  const data = { revision: { increment: 1 }, contents: { increment: 1 } }
  await db.list.update({ where: { id: listId }, data, select: { id: true } })
}

export type Fold = {
  paperId: string
  /** Holds every one of `seqs`, and may hold more. */
  state: Uint8Array
  seqs: number[]
  /** As read with what the state was made from. */
  compactions: number
}

/** By explicit numbers: they are given before they are committed, so a lower one may appear later. */
const FOLD = {
  name: 'fold_note_updates',
  text: `
    with folded as (
      update "NoteDocument" set "state" = $2, "compactions" = "compactions" + 1,
        "compactedAt" = now() at time zone 'utc'
      where "paperId" = $1 and "compactions" = $3 returning "paperId"
    ), deleted as (
      delete from "NoteUpdate" u using folded f where u."paperId" = f."paperId" and u."seq" = any($4::bigint[])
    )
    select "paperId" from folded`,
}

const foldValues = ({ paperId, state, seqs, compactions }: Fold) => [paperId, state, compactions, seqs]

/**
 * Folds rows of the log into the document's state. Past Prisma, through the same connections, in one statement: in
 * Prisma's transaction it kept the process, which others type to, ten times as long. Unsafe: asks nobody; no text
 * changes by it.
 * @returns false where another process folded meanwhile: look at what it wrote, then try again.
 */
export async function unsafeFoldDocument(what: Fold): Promise<boolean> {
  const { rowCount } = await databasePool().query({ ...FOLD, values: foldValues(what) })
  return rowCount === 1
}

/** Settles what processes that ended without warning left behind, but for the notes in `except`. Unsafe: asks nobody. */
export async function unsafeSettleLeftovers(seconds: number, except: ReadonlySet<string>): Promise<void> {
  const each = async (paperIds: string[], settle: (paperId: string) => Promise<unknown>) => {
    for (const paperId of paperIds) {
      if (except.has(paperId)) continue
      // One that fails must not hold up the others.
      await settle(paperId).catch((error: unknown) =>
        log.error({ err: error, paperId }, 'a note that was left behind could not be settled'),
      )
    }
  }
  await each(await unsafeListUnsettled(seconds), unsafeSettleNote)
  await each(await unsafeListUnindexed(seconds), (paperId) => unsafeIndexNotes([paperId]))
}
