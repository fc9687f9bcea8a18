import type { Bench } from './trial-read.ts'
import { type Reading, bodyEnd } from './reading.ts'
import { joinGaps } from './slots.ts'
import { splice } from './splice.ts'
import { lineEndAt, withLineEnds } from './lines.ts'

/** The tags that fold a note: what stands between an entry's words and its note, and after the note. */
export type NoteFrame = { open: string; close: string }

const HOUSE: NoteFrame = { open: '\n<details>\n  <summary>Notes</summary>\n\n', close: '\n</details>' }
const CELL: NoteFrame = { open: ' <details><summary>Notes</summary> ', close: ' </details>' }

/** How a neighbour folds its note; null where it has none, or not in tags of its own. */
export function frameOf(reading: Reading): NoteFrame | null {
  const { noteSpan, text } = reading
  if (!noteSpan) return null
  const end = bodyEnd(reading)
  const [open, close] = [text.slice(end, noteSpan.start), text.slice(noteSpan.end)]
  return /^\s*<details\b[\s\S]*<\/summary>\s*$/i.test(open) && /^\s*<\/details\s*>\s*$/i.test(close)
    ? { open, close }
    : null
}

/** What every line of a note begins with in the source, though the note does not. */
function indentOf({ text, note, noteSpan }: Reading): string {
  if (!noteSpan || note === null) return ''
  const written = text.slice(noteSpan.start, noteSpan.end)
  return written.startsWith(note.slice(0, 20)) ? '' : (/^[^\S\r\n]*/.exec(written)?.[0] ?? '')
}

const indented = (text: string, indent: string) => (indent === '' ? text : text.replace(/^(?=[^\r\n])/gm, indent))

const isSaid = (reading: Reading | null, note: string | null) =>
  reading !== null && trimmed(reading.note) === trimmed(note)
/** A note's blank lines at its two ends are not kept by the tags around it. */
const trimmed = (note: string | null) => (note ?? '').replace(/^(?:[^\S\n]*\n)+|\s+$/g, '')

/** A text of the entry, and the note that is to be read in it. */
type Form = { text: string; note: string | null }

/** The first text that says its note when it is read, and everything else as before; else the first one. */
function firstSaid(bench: Bench | null, forms: readonly Form[], before: Reading): string {
  const isSame = (read: Reading) =>
    JSON.stringify([read.fields.title, read.fields.links]) ===
    JSON.stringify([before.fields.title, before.fields.links])
  const found = forms.find(({ text, note }) => {
    const read = bench?.(text) ?? null
    return read !== null && isSaid(read, note) && isSame(read)
  })
  return found?.text ?? forms[0]?.text ?? before.text
}

const closed = (note: string) => note.replace(/<(?=\/?details\b|\/summary\b)/gi, '&lt;')

/**
 * An entry with another note: the old one's text replaced, a new one folded as its neighbours fold
 * theirs, a removed one taken away with its tags.
 */
export function writeNote(
  bench: Bench | null,
  reading: Reading,
  note: string | null,
  neighbours: readonly Reading[],
): string {
  const { text, noteSpan } = reading
  const eol = lineEndAt(text, noteSpan?.start ?? text.length)
  const words = note?.trim() ? note.replace(/\r\n?/g, '\n').replace(/^(?:[^\S\n]*\n)+|\s+$/g, '') : null
  if (noteSpan && words !== null) {
    const forms = [words, closed(words)].flatMap((form) =>
      [indented(form, indentOf(reading)), form].map((written) => ({
        text: splice(text, [{ ...noteSpan, text: withLineEnds(written, eol) }]),
        note: form,
      })),
    )
    return firstSaid(bench, forms, reading)
  }
  if (noteSpan) return withoutNote(bench, reading, noteSpan)
  if (words === null) return text
  const end = bodyEnd(reading)
  const fold = (frame: NoteFrame, indent: string): Form[] =>
    [words, closed(words)].map((form) => {
      const folded = withLineEnds(frame.open + indented(form, indent) + frame.close, eol)
      return { text: splice(text, [{ start: end, end: text.length, text: folded }]), note: form }
    })
  const known = neighbours
    .filter(({ style }) => style === reading.style)
    .flatMap((each) => {
      const frame = frameOf(each)
      return frame ? [{ frame, indent: indentOf(each) }] : []
    })
  const content =
    reading.style === 'item' ? ' '.repeat((/^\s*(?:[-*+]|\d+[.)])\s+/.exec(text)?.[0] ?? '').trimStart().length) : ''
  const house = { open: indented(HOUSE.open, content), close: indented(HOUSE.close, content) }
  if (reading.style === 'row' || reading.style === 'html-row') return inCell(bench, reading, words)
  const forms = [
    ...known.slice(0, 3).flatMap(({ frame, indent }) => [...fold(frame, indent), ...fold(frame, '')]),
    ...fold(house, content),
    ...fold(house, ''),
    ...fold(HOUSE, ''),
  ]
  return firstSaid(bench, forms, reading)
}

/** A table's cell has no lines: the note goes on the row's one line, after the title or in the last cell. */
function inCell(bench: Bench | null, reading: Reading, words: string): string {
  const { text, parts, style } = reading
  const line = words.replace(/\s*\n\s*/g, '<br>')
  const safe = style === 'row' ? line.replace(/(?<!\\)\|/g, '\\|') : line
  const edge = style === 'row' ? /\s*(?<!\\)\|/ : /\s*<\/td/i
  const rest = text.slice(parts.title.end)
  const near = parts.title.end + Math.max(0, rest.search(edge))
  const last = style === 'row' ? text.replace(/\s*\|?\s*$/, '').length : near
  const forms = [near, last].map((at): Form => ({
    text: splice(text, [{ start: at, end: at, text: CELL.open + safe + CELL.close }]),
    note: words,
  }))
  const said = firstSaid(bench, forms, reading)
  // Where tables have no notes that are read, at least the row is read as before.
  const isKept = (form: string) => JSON.stringify(bench?.(form)?.fields) === JSON.stringify(reading.fields)
  return said === forms[0]?.text && !isKept(said) ? (forms.find((form) => isKept(form.text))?.text ?? said) : said
}

function withoutNote(bench: Bench | null, reading: Reading, noteSpan: { start: number; end: number }): string {
  const { text } = reading
  const end = bodyEnd(reading)
  const isLast = frameOf(reading) !== null || text.slice(noteSpan.end).trim() === ''
  const inner = joinGaps(text.slice(end, noteSpan.start), text.slice(noteSpan.end))
  const whole = text.slice(0, end)
  const emptied = splice(text, [{ ...noteSpan, text: '' }])
  const forms = isLast ? [whole, emptied] : [emptied, whole + inner]
  return firstSaid(
    bench,
    forms.map((form) => ({ text: form, note: null })),
    reading,
  )
}
