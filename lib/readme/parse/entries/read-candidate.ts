import type { Candidate } from '#lib/readme/parse/blocks/blocks.ts'
import { readBibtexEntry } from './read-bibtex-entry.ts'
import { type ReadEntry, readEntry } from './read-entry.ts'
import { readRow } from './read-row.ts'

type Text = { source: string; definitions: ReadonlyMap<string, string> }

/** Reads what a block that was found to be an entry says of its paper; null where it has no title to read. */
export function readCandidate(candidate: Candidate, text: Text): ReadEntry | null {
  if (candidate.bibtex) return readBibtexEntry(candidate.bibtex)
  const context = { ...text, isListed: true, isItem: candidate.style !== 'paragraph' }
  if (candidate.cells) return readRow(candidate.cells, context)
  return readEntry(candidate.nodes, context)
}
