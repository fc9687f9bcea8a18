import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

/**
 * A note's edits in this browser's own database, until the browser takes that away: site data is cleared, another
 * tab deletes the database, the disk fails. y-indexeddb would then throw out of every edit, and whoever hears of
 * edits after it (the way to the server, the state that the screen shows) would no longer hear of any.
 * Emits `lost`, once, when that happens; what is written from then on is not kept here.
 */
export class LocalEdits extends IndexeddbPersistence {
  #isLost = false

  constructor(name: string, doc: Y.Doc) {
    super(name, doc)
    const store = this._storeUpdate
    doc.off('update', store)
    this._storeUpdate = (update: Uint8Array, origin: unknown) => {
      try {
        store(update, origin)
      } catch {
        this.#lose()
      }
    }
    doc.on('update', this._storeUpdate)
    this._db.then(
      (db) => {
        db.addEventListener('close', () => this.#lose())
        // y-indexeddb waits for ever for a first reading that failed.
        db.addEventListener('abort', () => !this.synced && this.#lose())
      },
      () => this.#lose(),
    )
  }

  /** Whether what was kept from last time has been read, as far as it can be: until then it may hold edits to send. */
  get isRead(): boolean {
    return this.synced || this.#isLost
  }

  #lose(): void {
    if (this.#isLost) return
    this.#isLost = true
    this.db = null
    clearTimeout(this._storeTimeoutId ?? undefined)
    this.emit('lost', [this])
  }
}
