import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { textEdits } from './text-edits.ts'

/** The one shared type of a note's document. */
const TEXT = 'text'

/** Edits with this origin come from the log: they are not written to it again. */
export const FROM_LOG = { source: 'redis' } as const

export const noteText = (doc: Y.Doc): Y.Text => doc.getText(TEXT)

/** The state of a new document that holds `text`. Made once per note: two of them would say everything twice. */
export function stateOfText(text: string): Uint8Array<ArrayBuffer> {
  const doc = new Y.Doc()
  if (text !== '') noteText(doc).insert(0, text)
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state as Uint8Array<ArrayBuffer>
}

/**
 * A document from its state and the updates since. They are applied in few transactions: long logs load ten times faster.
 * An update that Yjs can read but not put together, which no editor makes, is passed over: nobody has it.
 */
export function applyUpdates(doc: Y.Doc, updates: readonly Uint8Array[], origin: unknown = FROM_LOG): void {
  for (let at = 0; at < updates.length; at += 1_000) {
    doc.transact(() => {
      for (const update of updates.slice(at, at + 1_000)) applyOne(doc, update, origin)
    }, origin)
  }
}

function applyOne(doc: Y.Doc, update: Uint8Array, origin: unknown): void {
  try {
    Y.applyUpdate(doc, update, origin)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

/** Makes the document's text `text`, by the least edits. @returns what to add to the log; null: it was that text already. */
export function editToText(doc: Y.Doc, text: string): Uint8Array<ArrayBuffer> | null {
  const shared = noteText(doc)
  const edits = textEdits(shared.toString(), text)
  if (edits.length === 0) return null
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    for (const { at, deleted, inserted } of edits.toReversed()) {
      if (deleted > 0) shared.delete(at, deleted)
      if (inserted !== '') shared.insert(at, inserted)
    }
  })
  return Y.encodeStateAsUpdate(doc, before) as Uint8Array<ArrayBuffer>
}

/** The Yjs clients whose new characters an update holds. An edit as it is typed names one at its beginning, or none. */
export function clientsOf(update: Uint8Array): number[] {
  const decoder = decoding.createDecoder(update)
  const count = decoding.readVarUint(decoder)
  if (count === 0) return []
  // How many pieces it has, then whose.
  if (count === 1 && decoding.readVarUint(decoder) > 0) return [decoding.readVarUint(decoder)]
  return [...Y.parseUpdateMeta(update).to.keys()]
}

/** Whether the bytes are an update at all: Yjs itself swallows what it cannot read, and calls it applied. */
export function isUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes)
    return true
  } catch {
    return false
  }
}

/** How long the text would be with the update applied, without applying it. */
export function lengthWith(doc: Y.Doc, update: Uint8Array): number {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(copy, update)
  const { length } = noteText(copy)
  copy.destroy()
  return length
}

/** The text as it is stored, shown and searched: \n only and no NUL, whatever a client put into the document. */
export function plainText(doc: Y.Doc): string {
  const text = noteText(doc).toString()
  return /[\r\0]/.test(text) ? text.replaceAll('\0', '').replace(/\r\n?/g, '\n') : text
}
