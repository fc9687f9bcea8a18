import type { Span } from '#lib/readme/span.ts'
import { isVenueWord, soundsLikeVenue } from './venue-names.ts'
import { type FoundYear, findShortYear, findYears, readDate } from './years.ts'

export type Venue = {
  venue: string | null
  /** Where the venue's name stands in the text that was read. */
  venueSpan: Span | null
  year: FoundYear | null
}

const MAX_VENUE = 160
const MAX_TEXT = 400
const NOTHING: Venue = { venue: null, venueSpan: null, year: null }

const LEAD =
  /^(?:[\s\p{P}\p{S}\u200b\ufeff]+|(?:19|20)\d{4}(?:\d\d)?\s+|(?:in|at|published (?:in|at|by)|accepted (?:in|at|to|by|for)|accepted|appeared in|(?:to appear|appears|presented) (?:in|at)|to appear)(?:\s*:\s*|\s+)(?=\S)|(?:venue|conference|journal|published)\s*:\s*)/iu
const PRAISE =
  /(?<=[\p{L}\d'’)][\s,;:([–—-]*)[\s,;:([–—-]*(?:(?<!\p{L})(?:oral|spotlight|poster|highlights?|award|candidate|nominee|honou?rable mention|runner[- ]up|outstanding paper|best (?:student )?paper|accepted|to appear|under review|in press|top[- ]?\d+(?:\.\d+)?%|extended abstract|long paper|short paper|pre-?print|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)(?!\p{L})|🏆|🔥)[\s,;:)\]\p{S}]*$/iu
const NO_VENUE =
  /^(?:oral|spotlight|poster|highlight|award|accepted|to appear|under review|in press|long|short|(?:best|long|short|full|demo|survey|workshop)? ?paper|code|link|official|unofficial|survey|review|new|update|note)s?$/i
// Volume, issue, pages: what follows a journal's name.
const VOLUME =
  /(?:[\s,;:]|\.(?=\s*\d))*(?:(?:\b(?:vol(?:ume)?|no|number|issue|pp?|pages?|article|ser(?:ies)?|isbn|issn|doi|eprint)\b\.?\s*:?\s*[\w.]+.*)|(?:(?:\s|^)[eE]?\d+(?:st|nd|rd|th)?(?!\p{L})(?:\s*[(.:]\s*[\d–-]+\)?)?[\s,.:;\d–-]*(?:\(\s*[\d–-]*\s*\)[\s,.:;\d–-]*)?))$/iu
const PUBLISHER =
  /[.,]\s*(?:IEEE(?: Press)?|ACM(?: Press)?|Springer[\p{L} ,-]*|Elsevier|PMLR|Citeseer|AAAI Press|MIT Press|Omnipress|Curran[\p{L} ,-]*|USENIX Association|Association for (?:Computing Machinery|Computational Linguistics))$/u
const PREPRINT = /^(?:arxiv|biorxiv|medrxiv|corr)(?=[\s:,.(\d]|preprint|$)/i
const TAIL = /(?:[\s,;:|(\[{<–—~*_-]|(?<=\s)\.)+$/u

/** A venue's name without what stands around it; null where a text holds none. */
function nameOf(text: string, start: number, end: number): { venue: string; span: Span } | null {
  // What goes on for longer is no name, whatever is cut from its ends.
  if (end - start > MAX_TEXT) return null
  let from = start
  let to = end
  for (let rounds = 0; rounds < 8; rounds += 1) {
    const lead = LEAD.exec(text.slice(from, to))?.[0].length ?? 0
    if (lead === 0) break
    from += lead
  }
  for (let rounds = 0; rounds < 8; rounds += 1) {
    const inner = text.slice(from, to)
    const loose = TAIL.exec(inner)?.[0].length ?? 0
    const praise = loose > 0 ? 0 : (PRAISE.exec(inner)?.[0].length ?? 0)
    const volume = loose + praise > 0 ? 0 : (VOLUME.exec(inner)?.[0].length ?? 0)
    const publisher = loose + praise + volume > 0 ? 0 : (PUBLISHER.exec(inner)?.[0].length ?? 0)
    const bracket = /[)\]]$/.test(inner) && !/[([]/.test(inner) ? 1 : 0
    const cut =
      Math.max(loose, praise, volume, publisher, bracket) ||
      (/\S[.]$/.test(inner) && !inner.slice(0, -1).includes('.') ? 1 : 0)
    if (cut === 0) break
    to -= cut
  }
  const preprint = PREPRINT.exec(text.slice(from, to))
  if (preprint) to = from + preprint[0].length
  // "NIPS (2015) arXiv preprint arXiv:1508.06615"
  to -= /(?<=\S)[\s,;(]+arxiv(?:\s+preprint|:\d).*$/iu.exec(text.slice(from, to))?.[0].length ?? 0
  // "NIPS-18": a short year that another one in full stands beside.
  to -= /(?<=\p{Lu})\s?['’‘-]\d\d$/u.exec(text.slice(from, to))?.[0].length ?? 0
  const venue = text.slice(from, to).replace(/\s+/g, ' ').trim()
  if (!/\p{L}{2}/u.test(venue) || venue.length > MAX_VENUE || /https?:|www\./.test(venue) || NO_VENUE.test(venue))
    return null
  return { venue, span: { start: from, end: to } }
}

const holdsAcronym = (text: string) =>
  text.split(/[\s,/()@:&+|]+/).some((word) => isVenueWord(word.replace(/[-–.]+$/, '')))

/** The year that belongs to a venue: in full, else short beside its abbreviation. */
function yearOf(text: string): FoundYear | null {
  const years = findYears(text)
  return (
    years.at(-1) ??
    (soundsLikeVenue(text) || holdsAcronym(text) || /\p{L}\s?['’‘]\d\d(?!\p{L}|\d)/u.test(text)
      ? findShortYear(text)
      : null)
  )
}

/**
 * Venue and year of "ICLR (2022)", "Nature, 2021.", "CVPR'23 Oral", "In: Proc. of X, pp. 1-9, 2016" or
 * "arXiv (NAACL 2025)", where what the brackets name is where the paper came out. Spans count in the
 * text. Text too long to be a venue gives none.
 */
export function readVenue(text: string): Venue {
  if (!/[\p{L}\d]/u.test(text)) return NOTHING
  const date = readDate(text.replace(/[()[\]]/g, ' '))
  if (date) return { ...NOTHING, year: date }
  const year = yearOf(text)
  if (!year) {
    const found = nameOf(text, 0, text.length)
    return { venue: found?.venue ?? null, venueSpan: found?.span ?? null, year: null }
  }
  const open = Math.max(text.lastIndexOf('(', year.start), text.lastIndexOf('[', year.start))
  const close = text.slice(year.end).search(/[)\]]/) + year.end
  const isBracketed = open >= 0 && close >= year.end && !/[)\]]/.test(text.slice(open, year.start))
  const left = isBracketed ? open + 1 : 0
  const right = isBracketed ? close : text.length
  // "CVPR'23": the name ends before the mark of the short year.
  const mark = /[\s'’‘`´′_(-]*$/.exec(text.slice(left, year.start))?.[0].length ?? 0
  const dateTail =
    /^(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?(?!\d))?(?:\s*[-/.年]\s*\d{1,2}(?!\d))*/.exec(
      text.slice(year.end, right),
    )?.[0].length ?? 0
  const inner = nameOf(text, left, year.start - mark) ?? nameOf(text, year.end + dateTail, right)
  const workshop =
    inner &&
    inner.span.end <= year.start &&
    /^\s*(workshops?|demo|findings|companion)\b/i.exec(text.slice(year.end + dateTail, right))
  if (workshop) return { venue: `${inner.venue} ${workshop[1] ?? ''}`, venueSpan: null, year }
  const found = inner ?? (isBracketed ? (nameOf(text, 0, open) ?? nameOf(text, close + 1, text.length)) : null)
  return { venue: found?.venue ?? null, venueSpan: found?.span ?? null, year }
}

const PREPRINTS = /^(?:arxiv|biorxiv|medrxiv|preprint|corr|openreview)$/i
export const isPreprint = (venue: string) => PREPRINTS.test(venue)
