import type { EntryStyle } from '#lib/readme/document.ts'
import type { Span } from '#lib/readme/span.ts'
import { lineEnd, lineStart, skipLineEnd, wholeLines } from '#lib/readme/write/fields/lines.ts'
import { isBlankBetween } from '#lib/readme/write/fields/placing.ts'
import type { SourceMap } from './source-map.ts'

const MARK = /^(\s*)([-*+•]|\d+[.)])(\s+)/

/** The list mark that an entry begins with: "- ", "12. "; empty where it is no item. */
export const markOf = (text: string) => MARK.exec(text)?.[0] ?? ''

/** How many line ends stand between two entries here: as between most of its neighbours, else as is usual for the style. */
export function spacing(map: SourceMap, entries: readonly number[], near: number, style: EntryStyle): number {
  const { text, document } = map
  if (style === 'row' || style === 'html-row') return 1
  const pairs = entries.slice(1).flatMap((index, at) => {
    const [a, b] = [document.entries[entries[at] ?? -1], document.entries[index]]
    if (!a || !b || a.style !== style || b.style !== style) return []
    const start = wholeEntry(map, entries[at] ?? -1).end
    return isBlankBetween(text, start, b.span.start)
      ? [{ at: b.span.start, ends: text.slice(start, b.span.start).match(/\r\n|\r|\n/g)?.length ?? 0 }]
      : []
  })
  const wide = pairs.filter(({ ends }) => ends > 1).length
  if (pairs.length > 0) return wide * 2 > pairs.length ? 2 : wide * 2 < pairs.length ? 1 : nearestEnds(pairs, near)
  return style === 'item' ? 1 : 2
}

const nearestEnds = (pairs: readonly { at: number; ends: number }[], near: number) =>
  Math.min(2, Math.max(1, (pairs.findLast(({ at }) => at <= near) ?? pairs[0])?.ends ?? 1))

/**
 * An entry with all that goes where it goes: its lines whole, and for a list item the deeper lines
 * below it that are no entries of their own.
 */
export function wholeEntry(map: SourceMap, index: number): Span {
  const { text, document } = map
  const entry = document.entries[index]
  if (!entry) return { start: 0, end: 0 }
  const whole = wholeLines(text, entry.span)
  if (entry.style !== 'item' || whole.start !== lineStart(text, entry.span.start)) return whole
  const limit = Math.min(
    document.entries[index + 1]?.span.start ?? text.length,
    ...document.sections.flatMap(({ span }) => (span && span.start >= entry.span.end ? [span.start] : [])),
  )
  const indent = entry.span.start - whole.start
  let { end } = whole
  for (let at = skipLineEnd(text, whole.end); at > end && at < limit;) {
    const stop = lineEnd(text, at)
    const line = text.slice(at, stop)
    const isDeeper = line.length - line.trimStart().length > indent
    if (line.trim() !== '' && (!isDeeper || stop > limit)) break
    if (line.trim() !== '') end = stop
    const next = skipLineEnd(text, stop)
    if (next === stop) break
    at = next
  }
  return { start: whole.start, end }
}

const NUMBER = /^([^\p{L}\p{N}]*)(\d{1,4})(?![\p{L}\p{N}])/u

/** An entry's text with the number that follows that of the entry before it, where both are numbered in one way. */
export function numberedAfter(text: string, previous: string | null, before: string | null): string {
  const here = NUMBER.exec(text)
  const last = previous === null ? null : NUMBER.exec(previous)
  if (!here || !last || here[1]?.trim() !== last[1]?.trim() || Number(last[2]) > 1800) return text
  const earlier = before === null ? null : NUMBER.exec(before)
  // "1." before every item: Markdown counts.
  const step = earlier && earlier[2] === last[2] ? 0 : 1
  return text.replace(NUMBER, `$1${Number(last[2]) + step}`)
}
