import type { SourceDocument, SourceProse } from '#lib/readme/document.ts'
import type { Span } from '#lib/readme/span.ts'

type Placed = { span: Span; section: number | null }

/** Marks of lists and quotes, and space: what may stand outside of every part. */
const NOTHING = /^(?:[\s\ufeff>]|[*+-]|\d+[.)])*$/

/** The prose that no other part holds already: a fold that is broken off in an item is read once, with the item. */
function ofItsOwn({ entries, prose, refused }: SourceDocument): SourceProse[] {
  const parts: Placed[] = [...entries, ...refused, ...prose]
  parts.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  const held = new Set<Placed>()
  let at = 0
  for (const part of parts) {
    if (part.span.end <= at) held.add(part)
    at = Math.max(at, part.span.end)
  }
  return held.size === 0 ? prose : prose.filter((part) => !held.has(part))
}

/** Keeps as prose whatever no part of a document holds, so that every line of the file has its place, and one. */
export function fillGaps(text: string, document: SourceDocument): SourceProse[] {
  const prose = ofItsOwn(document)
  const parts: Placed[] = [...document.entries, ...prose, ...document.refused]
  for (const [section, { span }] of document.sections.entries()) if (span) parts.push({ span, section })
  if (document.titleSpan) parts.push({ span: document.titleSpan, section: null })
  parts.sort((a, b) => a.span.start - b.span.start)
  const filled: SourceProse[] = []
  let at = 0
  let section: number | null = null
  const fill = (end: number) => {
    const gap = text.slice(at, end)
    if (NOTHING.test(gap)) return
    const start = at + (/^[\s\ufeff]*/.exec(gap)?.[0].length ?? 0)
    filled.push({ kind: 'other', span: { start, end: at + gap.trimEnd().length }, section })
  }
  for (const part of parts) {
    if (part.span.start > at) fill(part.span.start)
    at = Math.max(at, part.span.end)
    section = part.section
  }
  fill(text.length)
  return filled.length === 0 ? prose : [...prose, ...filled].sort((a, b) => a.span.start - b.span.start)
}
