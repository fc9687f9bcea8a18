import { isEdited, wantedOf } from '#lib/readme/write/fields/wanted.ts'
import type { PlacementState } from '#lib/readme/write/fields/list-state.ts'
import type { Models } from './models.ts'
import { readingOf } from '#lib/readme/write/fields/reading.ts'
import type { SourceMap } from './source-map.ts'
import { rewriteEntry } from './write-entry.ts'
import { writeNote } from '#lib/readme/write/fields/write-note.ts'

const sameText = (a: string | null, b: string | null) => (a?.trim() ? a : '') === (b?.trim() ? b : '')

/** Whether the group wrote, changed or removed a paper's note since its import. */
export const isNoteEdited = ({ paper }: PlacementState) => !sameText(paper.note, paper.importedNote)

/**
 * An entry of the source as the group has made it; its own text where nobody changed it.
 * @param takesNote whether this is the entry that has the paper's note, where the note was edited.
 */
export function editedEntry(
  map: SourceMap,
  models: Models,
  index: number,
  placement: PlacementState,
  takesNote: boolean,
): string {
  const entry = map.document.entries[index]
  if (!entry) return ''
  let reading = readingOf(map.text, entry)
  const hasEdit = isEdited(placement)
  const hasNote = takesNote && isNoteEdited(placement)
  if (!hasEdit && !hasNote) return reading.text
  const bench = models.bench(index)
  const near = models.near(entry.section, entry.span.start, index)
  if (hasEdit && bench) {
    const text = rewriteEntry(reading, bench, wantedOf(entry, placement), near)
    reading = bench(text) ?? { ...reading, text }
  }
  if (!hasNote) return reading.text
  return writeNote(
    bench,
    reading,
    placement.paper.note,
    near.map((model) => model.reading),
  )
}
