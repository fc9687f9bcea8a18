import type { Span } from '#lib/readme/span.ts'
import { backLineEnd, isLineEnd, isLineStart, lineEnd, lineStart, skipLineEnd } from '#lib/readme/write/fields/lines.ts'

/**
 * What goes when a part of a text goes: its lines with their line end, and one of the two pairs of
 * blank lines around it. Only itself where it shares its lines.
 */
export function leavingSpan(text: string, { start, end }: Span): Span {
  if (!isLineStart(text, start) || !isLineEnd(text, end)) return { start, end }
  const from = lineStart(text, start)
  const stop = lineEnd(text, end)
  let to = skipLineEnd(text, stop)
  if (to === stop || text.slice(to).trim() === '') {
    // The last lines of the file: what ends the file stays as it is.
    let before = from
    for (let at = backLineEnd(text, before); at < before; at = backLineEnd(text, before)) {
      const line = lineStart(text, at)
      before = at
      if (text.slice(line, at).trim() !== '') break
      before = line
    }
    return { start: before, end: stop }
  }
  const above = backLineEnd(text, from)
  const isBlankAbove = from === 0 || text.slice(lineStart(text, above), above).trim() === ''
  while (isBlankAbove && to < text.length) {
    const next = lineEnd(text, to)
    if (text.slice(to, next).trim() !== '' || next === skipLineEnd(text, next)) break
    to = skipLineEnd(text, next)
  }
  return { start: from, end: to }
}

/** Spans with those that overlap or touch made one. */
export function mergedSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else merged.push({ ...span })
  }
  return merged
}
