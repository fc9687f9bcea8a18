import { AppError } from '#lib/errors.ts'
import { unaccountedLines } from '#lib/readme/report/account.ts'
import type { SourceDocument, SourceEntry } from '#lib/readme/document.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { readSource, textOf } from '#lib/readme/parse/read-source.ts'
import type { Span } from '#lib/readme/span.ts'
import { readingOf } from './fields/reading.ts'
import { gapsOf, slotsOf } from './fields/slots.ts'
import { stateOfDocument } from './state-of-document.ts'
import { writeReadme } from './write-readme.ts'

/** A part of a text, and how it is written again. */
type Part = { span: Span; write: (text: string) => string }

const asItIs = (span: Span): Part => ({ span, write: (text) => text.slice(span.start, span.end) })

/** An entry as its fields and what stands between them, then its note with the tags around it. */
function writtenEntry(text: string, entry: SourceEntry): string {
  const reading = readingOf(text, entry)
  const slots = slotsOf(reading)
  const gaps = gapsOf(reading, slots)
  const fields = slots.map(({ span }) => reading.text.slice(span.start, span.end))
  const body = gaps.map((gap, at) => gap + (fields[at] ?? '')).join('')
  const { noteSpan } = reading
  if (!noteSpan || noteSpan.start < body.length) return body + reading.text.slice(body.length)
  const note = reading.text.slice(noteSpan.start, noteSpan.end)
  return body + reading.text.slice(body.length, noteSpan.start) + note + reading.text.slice(noteSpan.end)
}

/** Every part that the reader made of a text, in their order. */
function partsOf({ titleSpan, sections, entries, prose, refused }: SourceDocument): Part[] {
  const others = [...sections, ...prose, ...refused].flatMap(({ span }) => span ?? [])
  const written = entries.map((entry): Part => ({ span: entry.span, write: (text) => writtenEntry(text, entry) }))
  const parts = [...(titleSpan ? [titleSpan] : []), ...others].map(asItIs)
  return [...parts, ...written].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

/** The text as its parts and what stands between them: not the same text where two parts overlap. */
function assembled(text: string, parts: readonly Part[]): string {
  let written = ''
  let at = 0
  for (const { span, write } of parts) {
    written += text.slice(at, Math.max(at, span.start)) + write(text)
    at = span.end
  }
  return written + text.slice(at)
}

/**
 * What comes out when a README is imported into an empty list and exported again, without a database:
 * the text is read, made into a list, and written from the list and the places of its parts.
 * @throws AppError invalid, too_large where it cannot be read; invalid where the reader lost a line.
 */
export function roundtrip(bytes: Uint8Array): Uint8Array {
  const text = textOf(readSource(bytes).bytes)
  const document = readDocument(text)
  const lost = unaccountedLines(text, document)
  if (lost.length > 0) {
    throw new AppError(
      'invalid',
      `The reader has no place for ${lost.length === 1 ? 'line' : 'lines'} ${lost.join(', ')}.`,
    )
  }
  const written = writeReadme(assembled(text, partsOf(document)), stateOfDocument(document))
  return new TextEncoder().encode(written)
}
