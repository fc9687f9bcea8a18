/** Why a text is shown as it was written instead of formatted. */
export class TooComplex extends Error {
  override readonly name = 'TooComplex'
}

/** Characters of a text that are formatted; a long note has a tenth of it. */
export const LONGEST_TEXT = 120_000

/** The text up to the last whole line that fits. */
export function withinLimit(text: string): string {
  if (text.length <= LONGEST_TEXT) return text
  const end = text.lastIndexOf('\n', LONGEST_TEXT)
  return text.slice(0, end > LONGEST_TEXT / 2 ? end : LONGEST_TEXT)
}

/** A line that stands in more lists and quotations than anybody writes, or one mark in a row without end. */
const TANGLED =
  /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){60}|^[ \t]{120,}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])|[*_~]{500}|[[!]{500}/m

/** Lines without an empty one between them: far more than a paragraph, enough for a page of code or a long table. */
const MOST_UNBROKEN = 1200

function hasUnbroken(text: string): boolean {
  let run = 0
  for (const line of text.split(/\r\n?|\n/)) {
    run = line.trim() === '' ? 0 : run + 1
    if (run > MOST_UNBROKEN) return true
  }
  return false
}

/**
 * What the parser takes longer over the more there is of it, the first of them with the square of their
 * number, and how much of it may be there. Measured: each alone stays below a second.
 */
const LIMITS: { pattern: RegExp; most: number; what: string }[] = [
  { pattern: /\[/g, most: 3000, what: 'brackets' },
  { pattern: /[*_~]+/g, most: 5000, what: 'marks of emphasis' },
  { pattern: /^[ \t]{0,3}>/gm, most: 1000, what: 'lines of quotation' },
  { pattern: /^[ \t>]*(?:=+|-+)[ \t]*$/gm, most: 800, what: 'underlined headings' },
  // These take the same time each, but are so short that a text has room for tens of thousands.
  { pattern: /(?:(?<![^])|\n[ \t]*\r?\n)[ \t]*(?=\S)/g, most: 8000, what: 'paragraphs' },
  { pattern: /(?:[-*+]|\d[.)])(?=\s)/g, most: 4000, what: 'list items' },
  { pattern: /^[ \t>]*#{1,6}\s/gm, most: 2000, what: 'headings' },
  { pattern: /(?: {2}|\\)\r?\n/g, most: 4000, what: 'line breaks' },
  { pattern: /`+/g, most: 8000, what: 'marks of code' },
  { pattern: /\$+/g, most: 8000, what: 'dollar signs' },
  { pattern: /www\.|:\/\/|@/gi, most: 4000, what: 'addresses' },
]

/** The parser takes time with the square of their number: what is read where everybody waits has few. */
export const marksIn = (text: string): number => text.match(/[*_~`$[<]/g)?.length ?? 0

/** What a text, or a part of one, asks of the parser: whether it is too much by itself, and what adds up. */
export type Burden = { tooMuch: string | null; counts: readonly number[] }

export function burdenOf(text: string): Burden {
  const tooMuch = TANGLED.test(text)
    ? 'It is nested too deeply.'
    : hasUnbroken(text)
      ? 'It has too many lines without a break.'
      : null
  return { tooMuch, counts: LIMITS.map(({ pattern }) => text.match(pattern)?.length ?? 0) }
}

/**
 * Why all these together would keep the Markdown parser busy for minutes; null where they would not. Parts of a
 * text that were cut at empty lines (split-blocks.ts) ask together what the whole does.
 */
export function whyTooComplex(burdens: readonly Burden[]): string | null {
  const one = burdens.find(({ tooMuch }) => tooMuch !== null)
  if (one) return one.tooMuch
  const over = LIMITS.find(({ most }, at) => burdens.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0) > most)
  return over ? `It holds too many ${over.what}.` : null
}

/**
 * Refuses what would keep the Markdown parser busy for minutes.
 * @throws TooComplex
 */
export function requireTractable(text: string): void {
  const why = whyTooComplex([burdenOf(text)])
  if (why !== null) throw new TooComplex(why)
}
