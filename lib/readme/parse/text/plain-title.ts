import { areSure, findNames, readNames } from './names.ts'
import type { Line } from './read-line.ts'
import type { Span } from '#lib/readme/span.ts'
import { readVenueTag } from './venue-tag.ts'
import { findYears } from './years.ts'

const TAGS =
  /^(?:[\s\p{S}•·*|>–—-]|:[a-z0-9_+-]+:|\d{1,3}[.)]\s|[[(【（][^[\]()【】（）]{0,40}[\])】）][\s:.,-]*|(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}[\s:.,|-]+)+/u
const APA = /^([^()]{3,600}?)\s*\(\s*(?:19|20)\d\d[a-z]?\s*\)[.,:]?\s+/u
const MAX_PLAIN = 400
const MAX_TRIES = 12

const isRest = (text: string) => readVenueTag(text) !== null || findYears(text).length > 0

/** Where a plain title ends that begins a text: at a break, a separator, a date in brackets, or names. */
function titleEnd(text: string): number {
  const hard = /[\n|\ufffc]|\s[-–—]\s|\s*[([](?=[^)\]]{0,30}(?:19|20)\d\d)/u.exec(text)
  let end = hard ? hard.index : text.length
  // "Better, faster | A. One, B. Two | CVPR": bars part the fields, and no comma does.
  if (hard && /[|\n]/.test(hard[0])) {
    const next =
      text
        .slice(hard.index + 1)
        .split(/[|\n\ufffc]/)
        .find((part) => part.trim() !== '') ?? ''
    if (findNames(next, isRest) || readVenueTag(next)) return end
  }
  let tries = 0
  for (const match of text
    .slice(0, end)
    .matchAll(/,\s+|(?<=[\p{Ll}\p{N})\]’'"?!])[.]\s+|[?!]\s+|\u2028|\s[[(]?[bB]y\s+(?=\p{Lu})/gu)) {
    if ((tries += 1) > MAX_TRIES) break
    const rest = text.slice(match.index + match[0].length, end)
    if (rest.trim() === '') continue
    const isComma = match[0].startsWith(',')
    const names = findNames(rest, isRest)
    const isBy = /\by\s+$/i.test(match[0]) || /\s[bB]y\s/.test(match[0])
    if (isBy && (!names || !areSure(names.names, rest) || /[\p{L}]/u.test(rest.slice(names.span.end)))) continue
    const isSurely = names !== null && (!isComma || /\p{Lu}\.|\bet\s*al\b|,|&|\band\b/u.test(rest))
    if (isSurely || readVenueTag(rest) !== null) {
      end = match.index + (/[?!]/.test(match[0]) ? 1 : 0)
      break
    }
    if (!isComma && match[0] !== '\u2028' && !/[?!]/.test(match[0])) {
      end = match.index
      break
    }
  }
  return end
}

/**
 * A title that nothing marks: the beginning of the text before its links, without dates and numbers
 * before it; after "Names (2018)." what follows the names. Null where that is nothing or too long.
 */
export function plainTitle(line: Line): Span | null {
  const shown = line.links.reduce(
    (text, link) => {
      const length = link.end - link.start
      return length === 0 ? text : text.slice(0, link.start) + '\ufffc'.repeat(length) + text.slice(link.end)
    },
    line.text.slice(0, 4000),
  )
  let start = TAGS.exec(shown)?.[0].length ?? 0
  const apa = APA.exec(shown.slice(start))
  const apaNames = apa && readNames(apa[1] ?? '')
  if (apa && apaNames && areSure(apaNames, apa[1] ?? '')) {
    start += apa[0].length
  } else {
    // "A. Author, B. Other. Title. Venue 2019": names first, where they are surely names.
    const ahead = shown.slice(start, start + 600)
    const stop = ahead.search(/[([【（|"“\n\ufffc]/)
    const names = findNames(stop < 0 ? ahead : ahead.slice(0, stop), () => false)
    const length = names?.span.end ?? 0
    const isFirst =
      names &&
      /\p{Lu}\.|\bet\s*al\b/u.test(shown.slice(start, start + length)) &&
      /^[.:,]?\s+\S/.test(shown.slice(start + length))
    if (isFirst)
      start += length + (/^[.:,\s]+(?:\((?:19|20)\d\d\)[.:,\s]*)?/.exec(shown.slice(start + length))?.[0].length ?? 0)
  }
  const end = start + titleEnd(shown.slice(start, start + MAX_PLAIN * 2))
  const title = shown
    .slice(start, end)
    .replace(/\ufffc/g, '')
    .trim()
  return title.length > 1 && title.length <= MAX_PLAIN && /\p{L}{2}/u.test(title) ? { start, end } : null
}
