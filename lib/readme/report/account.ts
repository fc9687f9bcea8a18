import type { SourceDocument } from '#lib/readme/document.ts'
import { type Span, lineStarts } from '#lib/readme/span.ts'

export type AccountKind = 'title' | 'heading' | 'entry' | 'note' | 'prose' | 'refused' | 'blank' | 'unaccounted'

/** What became of one line. `index` is that of the section, entry, prose or refused entry; null for the others. */
export type LineAccount = { line: number; kind: AccountKind; index: number | null }

type Part = { span: Span; kind: AccountKind; index: number | null }

function partsOf(document: SourceDocument): Part[] {
  const parts: Part[] = []
  const add = (span: Span | null, kind: AccountKind, index: number | null) => {
    if (span) parts.push({ span, kind, index })
  }
  add(document.titleSpan, 'title', null)
  for (const [index, { span }] of document.sections.entries()) add(span, 'heading', index)
  for (const [index, { span, noteSpan }] of document.entries.entries()) {
    add(span, 'entry', index)
    add(noteSpan, 'note', index)
  }
  for (const [index, { span }] of document.prose.entries()) add(span, 'prose', index)
  for (const [index, { span }] of document.refused.entries()) add(span, 'refused', index)
  // A note lies inside its entry and comes after it here, so that its lines are the note's.
  return parts.sort((a, b) => a.span.start - b.span.start)
}

/**
 * What became of every line of a file, in order: one account for each. A line that several parts share
 * is the first one's, the lines of a note are the note's, and one that holds only space, or a mark of
 * the list around it, is blank.
 */
export function accountForLines(text: string, document: SourceDocument): LineAccount[] {
  const starts = lineStarts(text)
  const accounts = starts.map((start, at): LineAccount => {
    const words = text.slice(start, starts[at + 1] ?? text.length)
    const isBlank = /^[\s\ufeff>]*(?:[-*+]|\d+[.)])?\s*$/.test(words)
    return { line: at + 1, kind: isBlank ? 'blank' : 'unaccounted', index: null }
  })
  let line = 0
  for (const { span, kind, index } of partsOf(document)) {
    while (line > 0 && (starts[line] ?? 0) > span.start) line -= 1
    while (line + 1 < starts.length && (starts[line + 1] ?? 0) <= span.start) line += 1
    for (let at = line; at < starts.length && (starts[at] ?? 0) < span.end; at += 1) {
      const account = accounts[at] as LineAccount
      const isFree = account.kind === 'blank' || account.kind === 'unaccounted'
      const isOwnNote = kind === 'note' && account.kind === 'entry' && account.index === index
      // The tags that fold a note are the entry's, the lines between them the note's.
      if (isFree || (isOwnNote && (starts[at] ?? 0) >= span.start)) accounts[at] = { line: at + 1, kind, index }
    }
  }
  return accounts
}

/** The numbers of the lines that no part of a document holds: none, unless the reader is at fault. */
export function unaccountedLines(text: string, document: SourceDocument): number[] {
  return accountForLines(text, document).flatMap(({ line, kind }) => (kind === 'unaccounted' ? [line] : []))
}
