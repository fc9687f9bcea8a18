import type { Span } from '#lib/readme/span.ts'
import { type Reading, bodyEnd } from './reading.ts'

export type SlotName = 'title' | 'authors' | 'venue' | 'year' | 'link'

/** A part of an entry as it stands in its text; the title's is its whole link where it is one. */
export type Slot = { name: SlotName; span: Span; url: string | null }

const holds = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end

/** Whether an address in a text is the one that the reader made of it. */
export const isAddress = (written: string, read: string) => {
  const trimmed = written.trim()
  return trimmed === read || `https://${trimmed}` === read
}

/** The link that is the title, if it is one. */
export function titleLink({ parts }: Reading): { url: string; span: Span } | null {
  const around = parts.links.find(({ span }) => holds(span, parts.title))
  if (around) return around
  const { title, url } = parts
  // An address that is not inside a link of its own belongs to the title: <a href="…">, a BibTeX field.
  const isOwn = url && !parts.links.some(({ span }) => holds(span, url))
  return isOwn
    ? { url: '', span: { start: Math.min(title.start, url.start), end: Math.max(title.end, url.end) } }
    : null
}

/** The parts of an entry in the order in which they stand; where two overlap, the first. */
export function slotsOf(reading: Reading): Slot[] {
  const { parts, fields } = reading
  const title = titleLink(reading)
  const end = bodyEnd(reading)
  const seen = new Set<string>()
  const links = parts.links.flatMap(({ url, span }): Slot[] => {
    if (holds(span, parts.title) || seen.has(url) || span.end > end) return []
    seen.add(url)
    const known = fields.links.find((link) => isAddress(url, link.url))
    return known ? [{ name: 'link', span, url: known.url }] : []
  })
  const field = (name: SlotName, span: Span | null): Slot[] => (span ? [{ name, span, url: null }] : [])
  const slots = [
    ...field('title', title && title.url !== '' ? title.span : parts.title),
    ...field('authors', parts.authors),
    ...field('venue', parts.venue),
    ...field('year', parts.year),
    ...links,
  ].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  let at = 0
  return slots.filter(({ span }) => {
    const isFree = span.start >= at && span.end > span.start
    if (isFree) at = span.end
    return isFree
  })
}

/** The text between the parts: before the first, between each two, after the last. */
export function gapsOf(reading: Reading, slots: readonly Slot[]): string[] {
  const ends = [0, ...slots.map(({ span }) => span.end)]
  return ends.map((end, at) => reading.text.slice(end, slots[at]?.span.start ?? Math.max(end, bodyEnd(reading))))
}

/** What follows the year of a date: "/10" of "[2023/10]", "-12-06". */
export const REST_OF_DATE = /^(?:[-/.]\d{1,2}){1,2}(?!\d)/

const OPENERS = '([{"“«*_'
const CLOSERS = ')]}"”»*_'
const SEPARATED = /[.,;:–—-][)\]"”»*_]*$/u

/** Two texts without the brackets and marks that are empty between them. */
function withoutEmptyPairs(before: string, after: string): [string, string] {
  let [left, right] = [before, after]
  for (;;) {
    const opener = OPENERS.indexOf(left.trimEnd().at(-1) ?? ' ')
    const bare = right.replace(/^[\s.,;:]+/, '')
    if (opener < 0 || bare === '' || bare[0] !== CLOSERS[opener]) return [left, right]
    // "**" is one mark: a single one of them closes nothing.
    const isDouble = /\*\*$|__$/.test(left.trimEnd())
    if (isDouble && bare[1] !== bare[0]) return [left, right]
    const length = isDouble ? 2 : 1
    left = left.trimEnd().slice(0, -length)
    right = bare.slice(length)
  }
}

/**
 * What remains of the text before and after a part that is taken away: no empty brackets or marks,
 * one separator instead of two.
 */
export function joinGaps(before: string, after: string): string {
  const [left, right] = withoutEmptyPairs(before, after)
  const isOpening = /^\s*(?:[-*+•]|\d+[.)])?\s*$|(?:^|[\s(["“«|])(?:\*\*|[*_(["“«])$/u.test(left)
  if (isOpening) return left + right.replace(/^[\s,;:.]+(?![|])/, '')
  const startsApart = /^\s*[,;:.]/.test(right)
  if (startsApart && SEPARATED.test(left.trimEnd())) return left.trimEnd() + right.replace(/^\s*[,;:.]+/, '')
  if (/^\s*$/.test(right) || /^\s*[,;:.|<)\]]/.test(right)) return left.replace(/[\s,;:–—-]+$/u, '') + right
  if (/[\s([{|>*_"“]$/.test(left)) return left + right.trimStart()
  return left + right
}

/** Whether a text between parts is form only: marks, separators, tags, no words and no images. */
export function isForm(gap: string): boolean {
  const bare = gap.replace(/<\/?(?!img\b|!--)[a-z][^>]*>/gi, '')
  return !/[\p{L}\p{N}\p{Extended_Pictographic}]|!\[|<(?:img|!--)/iu.test(bare)
}
