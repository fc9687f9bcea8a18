import type { Document } from '@hocuspocus/server'
import type { StoredDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, plainText } from '#lib/notes/note-doc.ts'
import type { Closed } from '#lib/notes/socket-words.ts'

/** Edits that no version holds yet; times in ms. */
export type Unkept = { firstEdit: number; lastEdit: number; authorIds: Set<string> }

/** A note that somebody has open in this process: what of its document is on disk, and what is still to be derived from it. */
export class NoteRoom {
  readonly name: string
  readonly paperId: string
  readonly listId: string
  readonly doc: Document
  /** Rows of the log that the document holds and that are not folded into the state yet. */
  readonly rows = new Set<number>()
  /** Yjs clients that are on record with who they are. */
  readonly writers = new Set<number>()
  compactions = 0
  /** Size of state and log in bytes, about. */
  bytes = 0
  /** The text as last derived, and its version; 0: there is none. */
  version = 0
  derived = ''
  derivedAt = 0
  /** Since when the text as derived is not indexed for search. */
  unindexedSince: number | null = null
  /** The newest edit's way to the disk; it covers all before. */
  committed: Promise<void> = Promise.resolve()
  /** The newest folding of its log, done or given up. */
  folded: Promise<unknown> = Promise.resolve()
  /** Batches of the log with edits of this room that are on their way. */
  uncommitted = 0
  /** Since when the text may differ from what was derived. */
  changedAt: number | null = null
  /** Since when there are rows to fold. */
  rowsSince: number | null = null
  lastAuthor: string | null = null
  unkept: Unkept | null = null
  lastKept = 0
  /** Why nothing more is taken in; its connections are being closed. */
  broken: Closed | null = null

  constructor(options: { name: string; paperId: string; listId: string; doc: Document }) {
    this.name = options.name
    this.paperId = options.paperId
    this.listId = options.listId
    this.doc = options.doc
  }

  /**
   * Takes in what is on disk; what the document holds already does no harm.
   * @param known rows that the room had before this was read: those that are gone were folded by another process.
   */
  take(stored: StoredDocument, known: readonly number[] = []): void {
    applyUpdates(this.doc, stored.updates)
    // Else it was read before our own folding, and what it says of the log is past.
    if (stored.compactions >= this.compactions) this.#takeStock(stored, known)
    if (plainText(this.doc) !== this.derived) this.changedAt ??= Date.now()
  }

  #takeStock(stored: StoredDocument, known: readonly number[]): void {
    for (const seq of known) this.rows.delete(seq)
    for (const seq of stored.seqs) this.rows.add(seq)
    this.rowsSince = this.rows.size === 0 ? null : (this.rowsSince ?? Date.now())
    this.compactions = stored.compactions
    this.bytes = stored.updates.reduce((sum, update) => sum + update.length, 0)
    this.version = stored.note?.version ?? 0
    this.derived = stored.note?.text ?? ''
  }

  /** An edit of ours was handed to the log. */
  wrote(update: Uint8Array, userId: string | null, committed: Promise<void>): void {
    const now = Date.now()
    if (this.committed !== committed) {
      this.committed = committed
      this.uncommitted += 1
      void committed.then(() => (this.uncommitted -= 1))
    }
    this.bytes += update.length
    this.changedAt ??= now
    this.lastAuthor = userId
    this.unkept ??= { firstEdit: now, lastEdit: now, authorIds: new Set() }
    this.unkept.lastEdit = now
    if (userId !== null) this.unkept.authorIds.add(userId)
  }

  logged(seq: number): void {
    this.rows.add(seq)
    this.rowsSince ??= Date.now()
  }

  /** Whether everything that follows from the edits is done, and the room may be left. */
  get isSettled(): boolean {
    if (this.broken) return true
    const isDerived = this.changedAt === null && this.unindexedSince === null && this.unkept === null
    return this.uncommitted === 0 && isDerived && this.rows.size === 0
  }

  /** Whether updates wait for others that have not come: such ones are acknowledged without an 'update'. */
  get hasGaps(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }
}
