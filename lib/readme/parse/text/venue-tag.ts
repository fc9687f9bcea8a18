import type { Span } from '#lib/readme/span.ts'
import { type Venue, readVenue } from './venue.ts'
import { isOnlyVenue, isVenueWord, soundsLikeVenue } from './venue-names.ts'
import { findShortYear, findYears, readDate } from './years.ts'

// What stands beside the name of a venue without being a title.
const BESIDE = new Set(
  (
    'workshop workshops findings track tracks datasets benchmarks main conference on of the and in at to by for with asia industry demo demos tutorial oral orals spotlight poster posters ' +
    'highlight highlights best paper papers award awards candidate student honorable mention runner up notable top long short accepted appear appears under review submitted preprint ' +
    'proceedings proc companion journal transactions letters d&b db system systems program session extended abstract late breaking new ideas nominee outstanding published version camera ready ' +
    'jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november december'
  ).split(' '),
)
/** What the names of proceedings, journals and reports begin with. */
export const BEGINNING =
  /^(?:in[:\s]+)?(?:the\s+)?(?:\d+(?:st|nd|rd|th)\s+)?(?:proc(?:eedings|\.)|journal|transactions|trans\.|international\s+(?:conference|journal|symposium|workshop)|annual\s|ieee\b|acm\b|annals|advances in|frontiers in|front\.|conference|symposium|workshop|findings of|lecture notes|technical report|tech\.? report|(?:ph\.?\s?d\.?|master['’]?s|doctoral)\s+(?:thesis|dissertation)|nature|science|cell|plos)\b/iu
const MAX_TAG = 90

const wordsOf = (tag: string) =>
  tag
    .split(/[\s,/()@:;&+|]+/)
    .map((word) => word.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, ''))
    .filter(Boolean)

const isBeside = (word: string) => BESIDE.has(word.toLowerCase()) || /^['’]?\d/.test(word)

function isTag(tag: string): boolean {
  if (tag.length > 45 && !/\d/.test(tag) && !BEGINNING.test(tag)) return false
  const words = wordsOf(tag)
  if (words.length > 12) return false
  const hasYear = findYears(tag).length > 0 || findShortYear(tag) !== null
  const venues = words.filter((word) => isVenueWord(word))
  const isNamed = venues.some((word) => isOnlyVenue(word)) || (venues.length > 0 && (hasYear || words.length === 1))
  const rest = words.filter((word) => !isVenueWord(word) && !isBeside(word))
  // "CVPR-18 泛化的学习：" goes on to say something.
  const isSaying = rest.some((word) => /\p{sc=Han}{3}/u.test(word)) && !/会|刊|学报/.test(tag)
  if (isSaying) return false
  const isNameLike = rest.every((word) => /^\p{Lu}/u.test(word))
  if (isNamed && rest.length <= (hasYear && isNameLike ? 3 : 1)) return true
  if (hasYear && words.length <= 4 && /^\p{Lu}[\p{L}&/-]*\p{Lu}[\p{L}&/-]*[\s'’,-]*(?:19|20)\d\d/u.test(tag))
    return true
  if (!soundsLikeVenue(tag)) return false
  if (BEGINNING.test(tag)) return hasYear || words.length <= 8
  // "Current Science Letters, 2019": names of journals are written with capitals.
  return hasYear && words.length <= 6 && isNameLike
}

/**
 * A short text that says where and when and nothing else: "ICLR 2024", "NeurIPS'23 Oral", "2023/10",
 * "Nature Communications, 2019". Null where it may be something else. Spans count in the text.
 */
export function readVenueTag(text: string): Venue | null {
  const enclosed = /^[[(【（]([^[\]()【】（）]*)[\])】）]$/.exec(text.trim())
  const tag = (enclosed?.[1] ?? text).trim()
  if (tag === '' || tag.length > MAX_TAG || (!readDate(tag) && !isTag(tag))) return null
  const offset = text.indexOf(tag)
  const read = readVenue(tag)
  const move = <T extends Span>(span: T | null) =>
    span && { ...span, start: span.start + offset, end: span.end + offset }
  return { venue: read.venue, venueSpan: move(read.venueSpan), year: move(read.year) }
}

/** Whether a marked text ("**ICLR 2024**", "[CVPR'23 Oral]") surely names a venue or a date and can be no title. */
export function namesOnlyVenue(text: string): boolean {
  const tag = readVenueTag(text)
  if (!tag) return false
  return tag.venue === null || tag.year !== null || wordsOf(text).every((word) => isOnlyVenue(word) || isBeside(word))
}
