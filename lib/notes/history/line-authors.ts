import type * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'

/**
 * A line of the note and the Yjs clients that wrote its characters, who wrote most of it first; a blank line is by
 * whoever wrote the line before it.
 */
export type LineClients = { text: string; clients: number[] }

/** Who wrote what of a document, line by line: every character carries the client that typed it. */
export function lineClients(doc: Y.Doc): LineClients[] {
  const lines: { text: string; counts: Map<number, number> }[] = [{ text: '', counts: new Map() }]
  const clientAt: number[] = []
  const text = noteText(doc)
  // Y.Text gives its characters but not whose they are; the list of items under it does, in the same order.
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.countable) for (let at = 0; at < item.length; at++) clientAt.push(item.id.client)
  }
  for (const [at, character] of [...text.toString().split('')].entries()) {
    const line = lines.at(-1)
    const client = clientAt[at]
    if (!line || client === undefined) break
    if (character === '\n') {
      lines.push({ text: '', counts: new Map() })
      continue
    }
    line.text += character
    if (character.trim() !== '') line.counts.set(client, (line.counts.get(client) ?? 0) + 1)
  }
  let before: number[] = []
  return lines.map(({ text: own, counts }) => {
    const clients = counts.size === 0 ? before : [...counts].sort(([, a], [, b]) => b - a).map(([client]) => client)
    before = clients
    return { text: own, clients }
  })
}
