import type { SourceDocument, SourceEntry } from '#lib/readme/document.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { lineEnd, lineEndAt, lineStart } from './lines.ts'
import { type Reading, readingOf } from './reading.ts'

/** Reads an entry's text as it would be read in its place; null where it would be no entry, or not only one. */
export type Bench = (entryText: string) => Reading | null

/** Text around an entry that is long enough to be read in its stead, and short enough to be read often. */
type Around = { before: string; after: string }

/** A whole text is read for a trial up to this length, in UTF-16 code units. */
const MAX_TRIAL = 60_000

const headingLine = (text: string, span: { start: number; end: number } | null) =>
  span ? text.slice(lineStart(text, span.start), lineEnd(text, span.end)) : null

function headingsAbove(text: string, document: SourceDocument, entry: SourceEntry): string[] {
  const lines: string[] = []
  for (let at: number | null = entry.section; at !== null; at = document.sections[at]?.parent ?? null) {
    lines.unshift(...(headingLine(text, document.sections[at]?.span ?? null) ?? []))
  }
  const title = headingLine(text, document.titleSpan)
  return title === null ? lines : [title, ...lines]
}

function tableHead(text: string, start: number): string {
  const lines: string[] = []
  for (let at = start; at > 0;) {
    const end = text[at - 2] === '\r' && text[at - 1] === '\n' ? at - 2 : at - 1
    const from = lineStart(text, end)
    const line = text.slice(from, end)
    if (!line.includes('|')) break
    lines.unshift(line)
    at = from
  }
  return lines
    .slice(0, 2)
    .map((line) => `${line}\n`)
    .join('')
}

const DEFINITION = /^ {0,3}\[[^\]\r\n]+\]:[^\S\r\n]*\S.*$/gm

function* surroundings(text: string, document: SourceDocument, entry: SourceEntry): Generator<Around> {
  const { start, end } = entry.span
  const headings = headingsAbove(text, document, entry)
  const eol = lineEndAt(text, start)
  const indent = text.slice(lineStart(text, start), start)
  const head = entry.style === 'row' ? tableHead(text, start) : ''
  const definitions = /\]\[|\]:/.test(text.slice(start, end)) ? (text.match(DEFINITION) ?? []).join(eol) : ''
  const after = eol + eol + definitions + (definitions ? eol : '')
  yield { before: headings.map((line) => line + eol + eol).join('') + head + indent, after }
  if (text.length <= MAX_TRIAL) yield { before: text.slice(0, start), after: text.slice(end) }
}

const isSame = (a: Reading, b: Reading) =>
  JSON.stringify([a.fields.title, a.fields.authors, a.fields.venue, a.fields.year, a.fields.links, a.note]) ===
  JSON.stringify([b.fields.title, b.fields.authors, b.fields.venue, b.fields.year, b.fields.links, b.note])

function benchIn({ before, after }: Around, count: number): Bench {
  const start = before.length
  return (entryText) => {
    const text = before + entryText + after
    const document = readDocument(text)
    if (document.entries.length !== count) return null
    const end = start + entryText.length
    const found = document.entries.find(({ span }) => span.start >= start && span.start < end)
    if (!found || found.span.end > end) return null
    if (found.span.start !== start || text.slice(found.span.end, end).trim() !== '') return null
    return { ...readingOf(text, found), text: entryText }
  }
}

/** A place to try an entry's text in, where the entry itself is read as in its file; null where there is none. */
export function benchFor(text: string, document: SourceDocument, entry: SourceEntry): Bench | null {
  const reading = readingOf(text, entry)
  for (const around of surroundings(text, document, entry)) {
    const count = readDocument(around.before + reading.text + around.after).entries.length
    const bench = benchIn(around, count)
    const read = bench(reading.text)
    if (read && isSame(read, reading)) return bench
  }
  return null
}

/** A place to try an entry's text in, under nothing but headings. */
export function plainBench(headings: readonly string[]): Bench {
  return benchIn({ before: headings.map((line) => `${line}\n\n`).join(''), after: '\n' }, 1)
}
