import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '#lib/log.ts'
import { type Derived, type DerivedText, unsafeDeriveTexts } from '#lib/notes/derive-commands.ts'
import { unsafeFoldDocument } from '#lib/notes/document-commands.ts'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { unsafeIndexNotes } from '#lib/notes/index-commands.ts'
import { plainText } from '#lib/notes/note-doc.ts'
import { CLOSED } from '#lib/notes/socket-words.ts'
import { unsafeKeepVersions } from '#lib/notes/history/version-commands.ts'
import { isTimeToKeep } from '#lib/notes/history/version-policy.ts'
import * as Y from 'yjs'
import { isAboutData } from './data-errors.ts'
import type { NoteRoom, Unkept } from './note-room.ts'

/** Rows are folded into the state when there are so many, or so old: what is loaded stays short. */
const MANY_ROWS = 400
const OLD_ROWS = 15_000
/**
 * In ms: a text is derived so long after the first edit, and while somebody types on so long after the last time.
 * With the caretaker's round it is within a second of each edit.
 */
const DERIVED_AFTER = 150
const DERIVED_EVERY = 750

/** In ms: a text is indexed so long after it was first written down; until then a search reads the text. */
const INDEXED_AFTER = 10_000
const INDEXED_AT_ONCE = 4

/** Texts that are written down together, unless there are so many that it would take more than this many times. */
const TEXTS = 16
const MOST_TIMES = 8
/** Versions that are kept together. */
const VERSIONS = 16
/** Between two times, in ms: several hundred texts in one go would hold up every edit. */
const PAUSE = 10

/** Reads what stands on disk into the room, where somebody else wrote too. */
export async function catchUp(room: NoteRoom): Promise<void> {
  const known = [...room.rows]
  const stored = await unsafeLoadDocument(room.paperId)
  if (stored) room.take(stored, known)
  else room.broken = CLOSED.gone
}

function took(room: NoteRoom, text: string, outcome: Derived['outcome']): void {
  if (typeof outcome !== 'number') return
  room.version = outcome
  room.derived = text
  room.unindexedSince ??= Date.now()
}

const warnOf = (room: NoteRoom) => (error: unknown) =>
  log.error({ err: error, paperId: room.paperId }, 'the text of a note was refused by the database')

async function deriveOfList(listId: string, rooms: NoteRoom[]): Promise<void> {
  const changed = rooms.map((room) => {
    const { changedAt } = room
    room.changedAt = null
    room.derivedAt = Date.now()
    return { room, text: plainText(room.doc), changedAt }
  })
  const different = changed.filter(({ room, text }) => text !== room.derived)
  const texts = different.map(({ room, text }): DerivedText => ({
    paperId: room.paperId,
    text,
    version: room.version,
    userId: room.lastAuthor,
    keepBefore: room.lastKept === 0,
  }))
  try {
    // A text that holds an edit is written only once the edit is on disk itself.
    await Promise.all(different.map(({ room }) => room.committed))
    if (texts.length === 0) return
    const outcomes = new Map((await unsafeDeriveTexts(listId, texts)).map((one) => [one.paperId, one.outcome]))
    for (const { room, text, changedAt } of different) {
      const outcome = outcomes.get(room.paperId) ?? 'held'
      took(room, text, outcome)
      if (typeof outcome === 'number') room.lastKept ||= 1
      else room.changedAt ??= changedAt
      if (outcome === 'moved') await catchUp(room)
    }
  } catch (error) {
    for (const { room, changedAt } of changed) room.changedAt ??= changedAt
    if (rooms.length === 1 || !isAboutData(error)) throw error
    // One that the database does not take must not hold up the others.
    for (const room of rooms) await deriveOfList(listId, [room]).catch(warnOf(room))
  }
}

/** Writes down the texts of all rooms that changed, list by list: one that is held up does not hold up the others. */
export async function deriveTexts(rooms: Iterable<NoteRoom>, now: number, isClosing = false): Promise<void> {
  const byList = new Map<string, NoteRoom[]>()
  for (const room of rooms) {
    if (room.changedAt === null || room.broken) continue
    const isHurried = isClosing || room.doc.getConnectionsCount() === 0
    const due = Math.max(room.changedAt + DERIVED_AFTER, room.derivedAt + DERIVED_EVERY)
    if (!isHurried && now < due) continue
    const found = byList.get(room.listId)
    if (found) found.push(room)
    else byList.set(room.listId, [room])
  }
  await Promise.all(
    [...byList].map(async ([listId, changed]) => {
      const count = Math.max(TEXTS, Math.ceil(changed.length / MOST_TIMES))
      for (let at = 0; at < changed.length; at += count) {
        if (at > 0 && !isClosing) await sleep(PAUSE)
        await deriveOfList(listId, changed.slice(at, at + count)).catch((error: unknown) =>
          log.warn({ err: error }, 'the texts of notes could not be derived; they will be'),
        )
      }
    }),
  )
}

/** Indexes the texts for search that were not for a while, a few at a time, and those of rooms that everybody has left. */
export async function indexTexts(rooms: Iterable<NoteRoom>, now: number, isClosing = false): Promise<void> {
  const due: NoteRoom[] = []
  for (const room of rooms) {
    if (room.unindexedSince === null) continue
    const isHurried = isClosing || room.doc.getConnectionsCount() === 0
    if (isHurried || now - room.unindexedSince >= INDEXED_AFTER) due.push(room)
  }
  const some = isClosing ? due : due.slice(0, INDEXED_AT_ONCE)
  if (some.length === 0) return
  // Later, that others come first.
  for (const room of some) room.unindexedSince = now
  const held = new Set(await unsafeIndexNotes(some.map((room) => room.paperId)))
  for (const room of some) if (!held.has(room.paperId)) room.unindexedSince = null
}

/** Keeps versions of what was written, at pauses. A text that is not derived yet waits until it is. */
export async function keepVersions(rooms: Iterable<NoteRoom>, now: number): Promise<void> {
  const due: { room: NoteRoom; unkept: Unkept }[] = []
  for (const room of rooms) {
    const { unkept, lastKept } = room
    if (!unkept || room.changedAt !== null || room.broken) continue
    const isDeserted = room.doc.getConnectionsCount() === 0
    if (isTimeToKeep({ ...unkept, lastKept, isDeserted }, now)) due.push({ room, unkept })
  }
  for (let at = 0; at < due.length; at += VERSIONS) {
    const some = due.slice(at, at + VERSIONS)
    for (const { room } of some) {
      room.unkept = null
      room.lastKept = now
    }
    try {
      await unsafeKeepVersions(
        some.map(({ room, unkept }) => ({ paperId: room.paperId, authorIds: [...unkept.authorIds] })),
      )
    } catch (error) {
      for (const { room, unkept } of some) room.unkept ??= unkept
      throw error
    }
  }
}

async function foldNow(room: NoteRoom): Promise<void> {
  const { paperId, compactions } = room
  // A text that is behind keeps a row: by it whoever comes after us knows that there is something to settle.
  const seqs = room.changedAt === null ? [...room.rows] : [...room.rows].slice(0, -1)
  if (seqs.length === 0) return
  const state = Y.encodeStateAsUpdate(room.doc)
  const isFolded = await unsafeFoldDocument({ paperId, state, seqs, compactions })
  if (!isFolded) return catchUp(room)
  for (const seq of seqs) room.rows.delete(seq)
  // It may have been read meanwhile.
  room.compactions = Math.max(room.compactions, compactions + 1)
  room.bytes = state.length
  room.rowsSince = room.rows.size === 0 ? null : Date.now()
}

function fold(room: NoteRoom): Promise<void> {
  const folding = foldNow(room)
  room.folded = folding.catch(() => undefined)
  return folding
}

/** Folds the logs that have grown long or old, and those of rooms that everybody has left. */
export async function foldLogs(rooms: Iterable<NoteRoom>, now: number, isClosing = false): Promise<void> {
  for (const room of rooms) {
    if (room.rows.size === 0 || room.broken) continue
    const isDeserted = room.doc.getConnectionsCount() === 0
    const isOld = room.rowsSince !== null && now - room.rowsSince >= OLD_ROWS
    if (isClosing || isDeserted || isOld || room.rows.size >= MANY_ROWS) await fold(room)
  }
}
