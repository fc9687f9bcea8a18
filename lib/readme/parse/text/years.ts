import type { Span } from '#lib/readme/span.ts'

export type FoundYear = Span & { year: number }

// A year that is no part of an arXiv id, a page range, a decimal or an address.
const FULL =
  /(?<![\d.:/])(?<!\d[-–])((?:19[3-9]|20[0-4])\d)(?=(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?(?!\d)|(?!\d|\.\d{3,}|[-–]\d{3,}|:\d))/g
const DATE = /(?:19[3-9]|20[0-4])\d\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2})?日?(?!\d)/
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*'
const ONLY_DATE = new RegExp(
  String.raw`^(?:${DATE.source}|(?:\d{1,2}(?:st|nd|rd|th)?\s*)?${MONTH}\.?,?\s*(?:\d{1,2}(?:st|nd|rd|th)?,?\s*)?(?:19[3-9]|20[0-4])\d|(?:19[3-9]|20[0-4])\d\s*[,/]?\s*${MONTH}\.?(?:\s*\d{1,2})?|(?:19[3-9]|20[0-4])\d(?:[a-z]|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)?年?|\d{1,2}[/.]\d{1,2}[/.](?:(?:19|20)\d\d|\d\d))$`,
  'i',
)
const TWO_DIGITS =
  /(?<=\p{L})(?:\s?['’‘`´′]\s?|[-_]?|\s(?=\d\d\s*$))([09123]\d)(?![\d\p{L}])|(?<![\p{L}\d])['’‘]([09123]\d)(?![\d\p{L}])/gu

/** The years that a text names in full ("2019", "2023-10"). */
export function findYears(text: string): FoundYear[] {
  if (!/\d{4}/.test(text)) return []
  return [...text.matchAll(FULL)].map((match) => ({
    year: Number(match[1]),
    start: match.index,
    end: match.index + 4,
  }))
}

/** The year of "NeurIPS'23", "ICLR24" or "’19", for a text that is known to name a venue. */
export function findShortYear(text: string): FoundYear | null {
  if (!/\d\d/.test(text)) return null
  for (const match of text.matchAll(TWO_DIGITS)) {
    const digits = match[1] ?? match[2] ?? ''
    const year = Number(digits) + (Number(digits) >= 50 ? 1900 : 2000)
    if (year > 2049 || year < 1950) continue
    const start = match.index + match[0].lastIndexOf(digits)
    return { year, start, end: start + 2 }
  }
  return null
}

/** The year of a text that is a date and nothing else ("2023/10", "12 May 2022", "7/31/24"). */
export function readDate(text: string): FoundYear | null {
  const start = text.length - text.trimStart().length
  const date = text.trim()
  if (date.length > 30 || !ONLY_DATE.test(date)) return null
  const full = /(?:19[3-9]|20[0-4])\d/.exec(date)
  if (full) return { year: Number(full[0]), start: start + full.index, end: start + full.index + 4 }
  const last = /\d\d$/.exec(date)
  return last ? { year: 2000 + Number(last[0]), start: start + last.index, end: start + last.index + 2 } : null
}
