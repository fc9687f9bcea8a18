import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { clientsOf } from '#lib/notes/note-doc.ts'

/** What goes into the log as one row. */
export type LogRow<Room> = {
  room: Room
  bytes: Uint8Array
  authorIds: string[]
  /** Yjs clients that wrote in it, and who they are. */
  writers: [clientId: number, userId: string | null][]
}

type Entry<Room> = { room: Room; update: Uint8Array; userId: string | null }
type Batch<Room> = { entries: Entry<Room>[]; bytes: number; written: PromiseWithResolvers<void> }

/** Merging is quick for few updates and grows faster than their number. */
const MERGED = 50
const STALLED_AFTER = 2_000
const LONGEST_PAUSE = 3_000

const newBatch = <Room>(): Batch<Room> => ({ entries: [], bytes: 0, written: Promise.withResolvers() })

const writersOf = (update: Uint8Array, userId: string | null) =>
  clientsOf(update).map((client): [number, string | null] => [client, userId])

function rowOf<Room>(room: Room, entries: readonly Entry<Room>[]): LogRow<Room> {
  const [first] = entries
  const isOne = entries.length === 1 && first !== undefined
  const bytes = isOne ? first.update : Y.mergeUpdates(entries.map((entry) => entry.update))
  const everybody = new Set(entries.map(({ userId }) => userId))
  // Mostly it is one person: then one look at the whole says which clients are theirs.
  const writers =
    everybody.size === 1
      ? writersOf(bytes, first?.userId ?? null)
      : entries.flatMap(({ update, userId }) => writersOf(update, userId))
  return { room, bytes, authorIds: [...everybody].filter((id) => id !== null), writers }
}

/** One row per room and fifty updates. */
export function rowsOf<Room>(entries: readonly Entry<Room>[]): LogRow<Room>[] {
  const byRoom = new Map<Room, Entry<Room>[]>()
  for (const entry of entries) {
    const found = byRoom.get(entry.room)
    if (found) found.push(entry)
    else byRoom.set(entry.room, [entry])
  }
  const rows: LogRow<Room>[] = []
  for (const [room, all] of byRoom) {
    for (let at = 0; at < all.length; at += MERGED) {
      rows.push(rowOf(room, all.slice(at, at + MERGED)))
    }
  }
  return rows
}

/**
 * The queue before the log, with natural group commit: while one batch is being written everything
 * that arrives waits for the next one. There is no timer, so an idle log writes at once and a busy one
 * in large batches. Batches are written strictly in order: the newest promise covers all older ones.
 * A batch that cannot be written is tried again until it is; written twice it does no harm.
 */
export class CommitLog<Room> {
  readonly #write: (rows: LogRow<Room>[]) => Promise<void>
  readonly #onStall: (isStalled: boolean) => void
  #next: Batch<Room> = newBatch()
  #waitingBytes = 0
  #isBusy = false
  #isStopped = false

  constructor(options: { write: (rows: LogRow<Room>[]) => Promise<void>; onStall?: (isStalled: boolean) => void }) {
    this.#write = options.write
    this.#onStall = options.onStall ?? (() => undefined)
  }

  /** Bytes of edits that are not on disk yet. */
  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** @returns when the update, and everything before it, is on disk. */
  append(room: Room, update: Uint8Array, userId: string | null): Promise<void> {
    const batch = this.#next
    batch.entries.push({ room, update, userId })
    batch.bytes += update.length
    this.#waitingBytes += update.length
    if (!this.#isBusy) {
      this.#isBusy = true
      // After everything that came with this edit, before it is sent to a large room: writing and sending overlap.
      process.nextTick(() => void this.#drain())
    }
    return batch.written.promise
  }

  /** Gives up on what cannot be written; nobody was told that it was. */
  stop(): void {
    this.#isStopped = true
  }

  async #drain(): Promise<void> {
    while (this.#next.entries.length > 0) {
      const batch = this.#next
      this.#next = newBatch()
      if (!(await this.#writeUntilDone(batch.entries))) return
      this.#waitingBytes -= batch.bytes
      batch.written.resolve()
    }
    this.#isBusy = false
  }

  async #writeUntilDone(entries: Entry<Room>[]): Promise<boolean> {
    let isStalled = false
    const stall = setTimeout(() => {
      isStalled = true
      this.#onStall(true)
    }, STALLED_AFTER)
    const rows = rowsOf(entries)
    try {
      for (let pause = 50; !this.#isStopped; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
        try {
          await this.#write(rows)
          return true
        } catch {
          await sleep(pause)
        }
      }
      return false
    } finally {
      clearTimeout(stall)
      if (isStalled) this.#onStall(false)
    }
  }
}
