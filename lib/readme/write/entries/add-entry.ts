import { plainBench } from '#lib/readme/write/fields/trial-read.ts'
import type { PlacementState } from '#lib/readme/write/fields/list-state.ts'
import { lineStart, withLineEnds, lineEndAt } from '#lib/readme/write/fields/lines.ts'
import { markOf, numberedAfter } from './section-style.ts'
import type { SourceMap } from './source-map.ts'
import { wantedOf } from '#lib/readme/write/fields/wanted.ts'
import { type Model, writeNewEntry } from './write-entry.ts'
import { frameOf, writeNote } from '#lib/readme/write/fields/write-note.ts'

/** Where an entry comes in: the models around, the headings above, the entries before it (the nearest first). */
export type Opening = {
  models: readonly Model[]
  headings: readonly string[]
  previous: readonly string[]
  offset: number
}

/** What stands before the entries of a place in their lines: indentation, the mark of a quote. */
export function indentAt(map: SourceMap, offset: number | null): string {
  if (offset === null) return ''
  const lead = map.text.slice(lineStart(map.text, offset), offset)
  return /^[\s>]*$/.test(lead) ? lead : ''
}

/** The text of a paper that comes in at a place, with its note. */
export function addedEntry(map: SourceMap, placement: PlacementState, opening: Opening, indent: string): string {
  const { models, headings, previous, offset } = opening
  const mark = markOf(models[0]?.reading.text ?? '')
  const bare = writeNewEntry(wantedOf(null, placement), models, headings, mark)
  const eol = lineEndAt(map.text, offset)
  const text = withLineEnds(numberedAfter(bare, previous[0] ?? null, previous[1] ?? null), eol)
  const { note } = placement.paper
  if (!note?.trim()) return text
  const frames = models.map((model) => model.reading).filter((reading) => frameOf(reading) !== null)
  const bench = plainBench(indent === '' ? headings : [])
  const inPlace = models.find((model) => model.reading.style === 'row')?.bench() ?? bench
  const reading = inPlace(text) ?? bench(text)
  if (!reading)
    return `${text}${eol}<details>${eol}  <summary>Notes</summary>${eol}${eol}${withLineEnds(note.trimEnd(), eol)}${eol}</details>`
  return withLineEnds(writeNote(inPlace, reading, note, frames), eol)
}

/** An entry's text moved from one indentation to another. */
export function reindented(text: string, from: string, to: string): string {
  if (from === to || from === '')
    return to === '' || from === to ? text : text.replace(/(\r\n|\r|\n)(?=[^\r\n])/g, `$1${to}`)
  return text.replace(
    /(\r\n|\r|\n)([^\S\r\n]*)/g,
    (_, end: string, lead: string) => end + (lead.startsWith(from) ? to + lead.slice(from.length) : lead),
  )
}
