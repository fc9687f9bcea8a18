import { MASK, maskParts } from '#lib/readme/parse/text/mask.ts'
import { type FoundNames, areSure, findNames, readNames } from '#lib/readme/parse/text/names.ts'
import type { Span } from '#lib/readme/span.ts'
import { countWords } from './title-candidates.ts'
import { type Venue, isPreprint, readVenue } from '#lib/readme/parse/text/venue.ts'
import { BEGINNING, readVenueTag } from '#lib/readme/parse/text/venue-tag.ts'
import { isVenueWord, soundsLikeVenue } from '#lib/readme/parse/text/venue-names.ts'
import { type FoundYear, findYears, readDate } from '#lib/readme/parse/text/years.ts'

/** What the text before or after a title says. All spans count in the line's text. */
export type Zone = {
  names: FoundNames | null
  venue: string | null
  venueSpan: Span | null
  year: FoundYear | null
  /** Words that are neither names nor venue nor date. */
  isProse: boolean
  hasWords: boolean
}

export type ZoneRules = {
  /** Whether names may stand here. */
  mayName: boolean
  /** Whether the zone stands before the title: then its names fill a part of it as a whole. */
  isBefore: boolean
  /** Whether a short text without a year may be a venue for standing right after a title with authors. */
  mayBeBareVenue: boolean
  /** Whether one word alone may be a name ("OpenAI"). */
  mayBeOneWord: boolean
}

const GROUP = /[([【（]([^()[\]【】（）]*)[)\]】）]/g
const BREAKS = /[\ufffc\n|•·\u2028]|\s[-–—]+\s|^\s*[-–—:]+\s|(?<=[\p{L})\]])\s*[;；]\s*(?=(?:19|20)\d\d|arxiv)/giu
const WRAPPED = /(?<=[,&;]|\band|\bof|\bthe)[^\S\u2028]*\u2028/giu
const FUNCTION_WORDS =
  /(?<!\p{L})(?:the|a|an|is|are|was|this|that|which|with|for|we|it|from|to|how|using|used|not|can|by|what)(?!\p{L})/giu
const BY = /(?:^|[\s,.(])(?:by|By)\s+(?=\p{Lu})/gu

const move = <T extends Span>(span: T, by: number): T => ({ ...span, start: span.start + by, end: span.end + by })
const isRest = (text: string) =>
  findYears(text).length > 0 ||
  soundsLikeVenue(text.slice(0, 120)) ||
  isVenueWord(text.trim()) ||
  (/\d/.test(text) && readVenueTag(text) !== null)

function isProse(text: string): boolean {
  const words = countWords(text)
  return (
    words > 22 ||
    (words > 4 && (text.match(FUNCTION_WORDS)?.length ?? 0) >= 2 && !BEGINNING.test(text.replace(/^[\s\p{P}]+/u, '')))
  )
}

/** Whether a name in brackets is short for the one right before them: "Conference on Robot Learning (CoRL)". */
const isShortOf = ({ venue, venueSpan }: Venue, tag: Venue) =>
  venueSpan !== null &&
  tag.venueSpan !== null &&
  tag.year === null &&
  !isPreprint(venue ?? '') &&
  tag.venueSpan.start > venueSpan.end &&
  tag.venueSpan.start <= venueSpan.end + 2

/** The date and venue that a text begins with: "20180612 CVPR-18 and a remark". */
function leadingTag(text: string): Venue | null {
  const ends = [...text.slice(0, 60).matchAll(/\S+/g)].slice(0, 4).map((word) => word.index + word[0].length)
  for (const end of ends.toReversed()) {
    const tag = readVenueTag(text.slice(0, end))
    if (tag) return tag
  }
  return null
}

class ZoneReader {
  readonly #rules: ZoneRules
  readonly #zone: Zone = { names: null, venue: null, venueSpan: null, year: null, isProse: false, hasWords: false }
  readonly #tags: Venue[] = []
  readonly #found: Venue[] = []
  readonly #dates: FoundYear[] = []

  constructor(rules: ZoneRules) {
    this.#rules = rules
  }

  /** @param start where the text stands in the line. */
  read(text: string, start: number): Zone {
    const flat = this.#readGroups(text, start).replace(WRAPPED, (wrap) => ' '.repeat(wrap.length))
    let from = 0
    let before = ''
    const chunk = (to: number, next: string) => {
      if (/[\p{L}\p{N}]/u.test(flat.slice(from, to))) this.#readChunk(flat.slice(from, to), start + from, before, next)
      before = next
    }
    for (const match of flat.matchAll(BREAKS)) {
      chunk(match.index, match[0])
      from = match.index + match[0].length
    }
    chunk(flat.length, '')
    return this.#decide()
  }

  /** Takes dates, venues and names out of brackets, and blanks the brackets. */
  #readGroups(text: string, start: number): string {
    const blanks: Span[] = []
    const masks: Span[] = []
    for (const match of text.matchAll(GROUP)) {
      const inner = match[1] ?? ''
      const group = { start: match.index, end: match.index + match[0].length }
      if (!/[\p{L}\p{N}]/u.test(inner)) {
        ;(inner.includes(MASK) ? masks : blanks).push(group)
        continue
      }
      blanks.push(group)
      const offset = start + group.start + 1
      const date = readDate(inner)
      if (date) {
        this.#dates.push(move(date, offset))
        continue
      }
      const cited = this.#citedIn(inner)
      if (cited) this.#zone.names = { ...cited, span: move(cited.span, offset) }
      const from = cited?.span.end ?? 0
      const tag = cited ? readVenue(inner.slice(from)) : readVenueTag(inner)
      if (tag) this.#tags.push(this.#moved(tag, offset + from))
    }
    return maskParts(maskParts(text, masks), blanks, ' ')
  }

  /** Names in "(Author et al., ICLR 2019)" and "(One and Other, 2020)". */
  #citedIn(text: string): FoundNames | null {
    if (!this.#rules.mayName || this.#zone.names || !/\bet\s*al|(?:,|&|\band\b).*\d\d/i.test(text)) return null
    const found = findNames(text, isRest)
    const isWhole = found && !/[\p{L}\d]/u.test(text.slice(found.span.end))
    return found && !isWhole && (areSure(found.names, text) || found.names.authors.length > 1) ? found : null
  }

  #moved({ venue, venueSpan, year }: Venue, by: number): Venue {
    return { venue, venueSpan: venueSpan && move(venueSpan, by), year: year && move(year, by) }
  }

  #readChunk(text: string, start: number, before: string, after: string): void {
    const date = readDate(text.replace(/[.,:;\s]+$/, '').replace(/^[.,:;\s]+/, (lead) => ' '.repeat(lead.length)))
    if (date) {
      this.#dates.push(move(date, start))
      return
    }
    this.#zone.hasWords ||= /\p{L}{2}/u.test(text)
    const names = this.#zone.names || !this.#rules.mayName ? null : this.#namesOf(text, before, after)
    if (names) this.#zone.names = { ...names, span: move(names.span, start) }
    const from = names?.span.end ?? 0
    const rest = text.slice(from)
    if (/[\p{L}\d]/u.test(rest)) this.#readRest(rest, start + from, names !== null, before)
  }

  #namesOf(text: string, before: string, after: string): FoundNames | null {
    // "BERT: [the title]": a label, not a name.
    const isLabel = /:[\s"“'«]*$/.test(text) || /^\s*[-–—:]/.test(before) || /[-–—:]\s*$/.test(after)
    const found = this.#rules.isBefore ? this.#wholeNames(text) : findNames(text, isRest)
    if (!found || readVenueTag(text.slice(found.span.start, found.span.end)) !== null) return null
    const words = text.slice(found.span.start, found.span.end)
    const sure = areSure(found.names, words)
    const isWord = found.names.authors.length === 1 && !/\s/.test(words.trim())
    if (isWord && isLabel && !found.names.truncated) return null
    if (isWord && !sure && (isLabel || !this.#rules.mayBeOneWord)) return null
    return this.#rules.isBefore && isLabel && !sure && found.names.authors.length === 1 && /:[\s"“'«]*$/.test(text)
      ? null
      : found
  }

  #wholeNames(text: string): FoundNames | null {
    const start = /^[\s\p{S}\p{P}]*/u.exec(text)?.[0].length ?? 0
    const end = text.replace(/(?:[\s,;:“”"'«‘([{–—-]|(?<=\s)\.)+$/u, '').length
    const names = end > start ? readNames(text.slice(start, end)) : null
    if (names) return { names, span: { start, end } }
    return findNames(text, isRest)
  }

  #readRest(text: string, start: number, isAfterNames: boolean, before: string): void {
    const tag = readVenueTag(text)
    if (tag) {
      this.#found.push(this.#moved(tag, start))
      return
    }
    const words = countWords(text)
    if (isProse(text)) {
      this.#readProse(text, start)
      return
    }
    const hasYear = findYears(text).length > 0
    if (this.#rules.isBefore) {
      const short = hasYear || words <= 6 ? leadingTag(text) : null
      if (short) this.#found.push(this.#moved(short, start))
      if (short || !hasYear) return
    }
    // "Transformer Circuits", but not "Address the long-tail problem".
    const isTitled = (text.match(/(?<!\p{L})\p{Ll}{3,}/gu)?.length ?? 0) <= (words > 3 ? 1 : 0)
    // "Current opinion in neurobiology (2019)": the brackets that say the year were taken out.
    const isDated = this.#dates.some((date) => date.start > start && date.start <= start + text.length + 3)
    const isNamed = words <= 8 && /^[\s\p{P}]*\p{Lu}/u.test(text) && (isDated || isTitled)
    const isBare = (this.#rules.mayBeBareVenue || isAfterNames) && isNamed && !/^\s*[-–—:]/.test(before)
    if (hasYear || soundsLikeVenue(text) || isBare) this.#found.push(this.#moved(readVenue(text), start))
    else if (words > 3) this.#zone.isProse = true
  }

  /** A remark: it may end in "…, by D. Boneh and D. Brumley", and say a year. */
  #readProse(text: string, start: number): void {
    this.#zone.isProse = true
    if (this.#zone.names || !this.#rules.mayName || this.#rules.isBefore) return
    for (const match of text.slice(0, 2000).matchAll(BY)) {
      const from = match.index + match[0].length
      const found = findNames(text.slice(from, from + 400), () => false)
      if (!found) continue
      this.#zone.names = { ...found, span: move(found.span, start + from) }
      return
    }
  }

  #decide(): Zone {
    const all = [...this.#found, ...this.#tags]
    const named = all.filter((each) => each.venue !== null)
    const best = named.find((each) => !isPreprint(each.venue ?? '')) ?? named[0]
    const zone = this.#zone
    if (best) {
      zone.venue = best.venue
      zone.venueSpan = best.venueSpan
    }
    const short = best?.venueSpan && this.#tags.find((tag) => isShortOf(best, tag))
    if (best?.venueSpan && short?.venueSpan) {
      zone.venue = `${best.venue} (${short.venue})`
      zone.venueSpan = { start: best.venueSpan.start, end: short.venueSpan.end + 1 }
    }
    zone.year = best?.year ?? this.#dates[0] ?? all.find((each) => each.year)?.year ?? null
    return zone
  }
}

/** Reads the text before or after a title, in which links and asides are masked. */
export const readZone = (text: string, start: number, rules: ZoneRules): Zone => new ZoneReader(rules).read(text, start)
