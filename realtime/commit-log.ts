import { setTimeout as sleep } from 'node:timers/promises'
import { clientsOf } from '#lib/notes/note-doc.ts'

/** What goes into the log as one row. */
export type LogRow<Room> = {
  room: Room
  updates: Uint8Array[]
  authorIds: string[]
  /** Yjs clients that wrote in it, and who they are. */
  writers: [clientId: number, userId: string | null][]
}

type Entry<Room> = { room: Room; update: Uint8Array; userId: string | null }
type Batch<Room> = { entries: Entry<Room>[]; bytes: number; written: PromiseWithResolvers<void> }

/** Batches that the database may have at a time, and how many edits make one that is worth it. */
const MOST_UNDER_WAY = 2
const MANY = 32

const STALLED_AFTER = 2_000
const LONGEST_PAUSE = 3_000

const newBatch = <Room>(): Batch<Room> => ({ entries: [], bytes: 0, written: Promise.withResolvers() })

/** One row per room, with every update as it came. */
export function rowsOf<Room>(entries: readonly Entry<Room>[]): LogRow<Room>[] {
  const byRoom = new Map<Room, { row: LogRow<Room>; authors: Set<string>; writers: Map<number, string | null> }>()
  for (const { room, update, userId } of entries) {
    let found = byRoom.get(room)
    if (!found) {
      found = { row: { room, updates: [], authorIds: [], writers: [] }, authors: new Set(), writers: new Map() }
      byRoom.set(room, found)
    }
    found.row.updates.push(update)
    if (userId !== null) found.authors.add(userId)
    for (const client of clientsOf(update)) if (!found.writers.has(client)) found.writers.set(client, userId)
  }
  return [...byRoom.values()].map(({ row, authors, writers }) => ({
    ...row,
    authorIds: [...authors],
    writers: [...writers],
  }))
}

/**
 * The queue before the log, with natural group commit: while one batch is being written everything
 * that arrives waits for the next one. There is no timer, so an idle log writes at once and a busy one
 * in large batches; of those the next goes out before the one before is answered, so that the database
 * need not wait for this process to come round. Batches count as written strictly in order: the newest
 * promise covers all older ones. A batch that cannot be written is tried again until it is; written twice
 * it does no harm, nor does the one behind it that was written meanwhile.
 */
export class CommitLog<Room> {
  readonly #write: (rows: LogRow<Room>[]) => Promise<void>
  readonly #onStall: (isStalled: boolean) => void
  #next: Batch<Room> = newBatch()
  /** The newest batch that was handed out, and all before it. */
  #last: Promise<void> = Promise.resolve()
  #underWay = 0
  #stalled = 0
  #waitingBytes = 0
  #isDue = false
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
    if (!this.#isDue && this.#mayWrite) {
      this.#isDue = true
      // After everything that came with this edit, before it is sent to a large room: writing and sending overlap.
      process.nextTick(() => this.#writeNext())
    }
    return batch.written.promise
  }

  /** Gives up on what cannot be written; nobody was told that it was. */
  stop(): void {
    this.#isStopped = true
  }

  get #mayWrite(): boolean {
    const { length } = this.#next.entries
    return this.#underWay === 0 ? length > 0 : this.#underWay < MOST_UNDER_WAY && length >= MANY
  }

  #writeNext(): void {
    this.#isDue = false
    if (!this.#mayWrite) return
    const batch = this.#next
    this.#next = newBatch()
    this.#underWay += 1
    this.#last = this.#finish(batch, this.#last)
  }

  async #finish(batch: Batch<Room>, before: Promise<void>): Promise<void> {
    const isWritten = await this.#writeUntilDone(batch.entries)
    await before
    // Nobody waits for what was given up.
    if (!isWritten) return new Promise(() => undefined)
    this.#waitingBytes -= batch.bytes
    this.#underWay -= 1
    batch.written.resolve()
    this.#writeNext()
  }

  /** Tells of the first batch that is stuck, and of the last one that no longer is. */
  #stall(by: 1 | -1): void {
    this.#stalled += by
    if (this.#stalled === (by === 1 ? 1 : 0)) this.#onStall(by === 1)
  }

  async #writeUntilDone(entries: Entry<Room>[]): Promise<boolean> {
    let isStalled = false
    const stall = setTimeout(() => {
      isStalled = true
      this.#stall(1)
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
      if (isStalled) this.#stall(-1)
    }
  }
}
