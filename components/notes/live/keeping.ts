import type * as Y from 'yjs'
import type { LocalEdits } from './local-edits.ts'

/** Where edits stand on their way into this browser's own database; `impossible`: it takes none. */
export type Keeping = 'kept' | 'under-way' | 'impossible'

/** y-indexeddb's store of edits. */
const STORE = 'updates'

/**
 * Watches whether this browser has written down every edit that was made here; y-indexeddb does not say.
 * A transaction that was opened after that of an edit ends after it (Indexed Database API, section 2.7.2).
 * @param local made before this, so that it hears of an edit first.
 * @returns what holds now, and how to stop watching.
 */
export function watchKeeping(local: LocalEdits, doc: Y.Doc, onChange: () => void) {
  let edits = 0
  let kept = 0
  let isLooking = false
  let isImpossible = false
  let isOver = false
  const current = (): Keeping => (isImpossible ? 'impossible' : kept < edits ? 'under-way' : 'kept')

  const give = () => {
    if (isImpossible || isOver) return
    isImpossible = true
    onChange()
  }
  const look = (db: IDBDatabase) => {
    if (isLooking || isOver || kept === edits) return
    const upTo = edits
    let transaction: IDBTransaction
    try {
      transaction = db.transaction(STORE, 'readonly')
    } catch {
      // Closed since the edit was handed to it.
      give()
      return
    }
    isLooking = true
    transaction.objectStore(STORE).get(0)
    transaction.oncomplete = () => {
      isLooking = false
      kept = upTo
      if (kept < edits) look(db)
      else onChange()
    }
  }
  const onUpdate = (_update: Uint8Array, origin: unknown) => {
    if (origin === local) return
    edits += 1
    if (local.db && local.synced) look(local.db)
    if (edits === kept + 1) onChange()
  }
  doc.on('update', onUpdate)
  local.on('lost', give)
  void local._db.then((db) => {
    // No room left, or what else keeps it from being written.
    db.addEventListener('abort', give)
    // What was typed before it had opened is written down as it opens.
    void local.whenSynced.then(() => local.db && look(local.db))
  }, give)
  const stop = () => {
    isOver = true
    doc.off('update', onUpdate)
    local.off('lost', give)
  }
  return { current, stop }
}
