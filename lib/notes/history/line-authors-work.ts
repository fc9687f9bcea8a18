import * as Y from 'yjs'
import { type Page, pageOf } from '#lib/paging.ts'
import { type LineClients, lineClients } from './line-authors.ts'
import { applyUpdates } from '#lib/notes/note-doc.ts'

const LINES_A_PAGE = 1_000

/** A page of a document's lines with who wrote them. Runs in the worker pool. */
export function lineAuthorsWork({ updates, page }: { updates: Uint8Array[]; page: number }): Page<LineClients> {
  const doc = new Y.Doc()
  applyUpdates(doc, updates)
  const lines = lineClients(doc)
  doc.destroy()
  return pageOf(lines, page, LINES_A_PAGE)
}
