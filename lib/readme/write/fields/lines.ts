import type { Span } from '#lib/readme/span.ts'

const isEnd = (char: string | undefined) => char === '\n' || char === '\r'

/** Where the line of an offset begins; a byte order mark is no part of the first line. */
export function lineStart(text: string, offset: number): number {
  let at = offset
  while (at > 0 && !isEnd(text[at - 1])) at -= 1
  while (at < offset && text[at] === '\ufeff') at += 1
  return at
}

/** Where the line of an offset ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  let at = offset
  while (at < text.length && !isEnd(text[at])) at += 1
  return at
}

/** The offset after the line end that stands at `offset`, if one does. */
export function skipLineEnd(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset)) return offset + 2
  return isEnd(text[offset]) ? offset + 1 : offset
}

/** The offset before the line end that stands right before `offset`, if one does. */
export function backLineEnd(text: string, offset: number): number {
  if (offset >= 2 && text.startsWith('\r\n', offset - 2)) return offset - 2
  return offset > 0 && isEnd(text[offset - 1]) ? offset - 1 : offset
}

/** The line end that a text uses nearest before an offset, else nearest after it. */
export function lineEndAt(text: string, offset: number): string {
  const start = lineStart(text, Math.min(offset, text.length))
  const before = start - backLineEnd(text, start)
  if (before > 0) return text.slice(start - before, start)
  const end = lineEnd(text, start)
  return text.slice(end, skipLineEnd(text, end)) || '\n'
}

/** Whether nothing but space stands between an offset and the ends of its line, on that side. */
export const isLineStart = (text: string, offset: number) => text.slice(lineStart(text, offset), offset).trim() === ''
export const isLineEnd = (text: string, offset: number) => text.slice(offset, lineEnd(text, offset)).trim() === ''

/** A span widened to whole lines, without the last line end; as it is on a side where it shares its line. */
export function wholeLines(text: string, { start, end }: Span): Span {
  return {
    start: isLineStart(text, start) ? lineStart(text, start) : start,
    end: isLineEnd(text, end) ? lineEnd(text, end) : end,
  }
}

/** The text with every line end written as `end`. */
export const withLineEnds = (text: string, end: string) => text.replace(/\r\n|\r|\n/g, end)
