import { existsSync, readFileSync } from 'node:fs'
import * as Y from 'yjs'
import { noteText } from '#lib/notes/note-doc.ts'

/** Delete `deleted` characters at `at`, then insert `inserted`. */
export type TraceEdit = [at: number, deleted: number, inserted?: string]

/** automerge-perf: one person writing a paper in LaTeX, 182,315 characters typed and 77,463 deleted. */
const INSERTS = 182_315
const DELETES = 77_463

/** mulberry32: the same trace on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** As many edits as automerge-perf has, of the same kinds: typing in runs at a cursor that jumps now and then, and deleting backwards in runs. */
function* likeAutomergePerf(): Generator<TraceEdit> {
  const random = randomFrom(7)
  let length = 0
  let cursor = 0
  let left = { inserts: INSERTS, deletes: DELETES }
  while (left.inserts + left.deletes > 0) {
    if (random() < 0.08) cursor = Math.floor(random() * (length + 1))
    const run = 1 + Math.floor(random() * 24)
    const deletes = length > 50 && random() < left.deletes / (left.inserts + left.deletes)
    for (let at = 0; at < run; at++) {
      if (deletes && left.deletes > 0 && cursor > 0) {
        cursor--
        length--
        left = { ...left, deletes: left.deletes - 1 }
        yield [cursor, 1]
      } else if (!deletes && left.inserts > 0) {
        left = { ...left, inserts: left.inserts - 1 }
        yield [cursor, 0, 'etaoin shrdlu\n'[Math.floor(random() * 14)] ?? 'e']
        cursor++
        length++
      }
    }
    if (left.inserts === 0 && cursor === 0) cursor = length
  }
}

/** The recorded trace where there is a file of it (automerge-perf's `edits`, as JSON), else one like it, and which it is. */
export function readTrace(file: string | undefined): { edits: Iterable<TraceEdit>; name: string } {
  if (file !== undefined && existsSync(file))
    return { edits: JSON.parse(readFileSync(file, 'utf8')) as TraceEdit[], name: 'automerge-perf' }
  return { edits: likeAutomergePerf(), name: 'made like automerge-perf' }
}

/** Writes the trace, one transaction per edit as an editor does. */
export function writeTrace(edits: Iterable<TraceEdit>): {
  state: Uint8Array
  lastUpdates: Uint8Array[]
  count: number
  length: number
} {
  const doc = new Y.Doc()
  const text = noteText(doc)
  const lastUpdates: Uint8Array[] = []
  let state: Uint8Array | null = null
  let count = 0
  const all = [...edits]
  for (const [at, deleted, inserted] of all) {
    // The last few hundred are still in the log, as they are when a server is stopped in the middle.
    if (count === all.length - 300) {
      state = Y.encodeStateAsUpdate(doc)
      doc.on('update', (update: Uint8Array) => lastUpdates.push(update))
    }
    doc.transact(() => {
      if (deleted > 0) text.delete(at, deleted)
      if (inserted) text.insert(at, inserted)
    })
    count++
  }
  return { state: state ?? Y.encodeStateAsUpdate(doc), lastUpdates, count, length: text.length }
}
