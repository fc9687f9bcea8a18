export type Venue = { venue: string | null; year: number | null }

const YEAR = /(?<![\d.])((?:19|20)\d{2})(?!\d)/g
const MAX_VENUE = 120

/** The text as a venue's name, without the punctuation around it; null where it cannot be one. */
function asVenue(text: string): string | null {
  const trimmed = text.replace(/^[\s.,;:|([–—-]+/u, '').replace(/[\s,;:|)\]–—-]+$/u, '')
  // The stop of "Front. Comput. Neurosci." belongs to it, that of "Nature." does not.
  const venue = /^[^.]*\.$/.test(trimmed) ? trimmed.slice(0, -1) : trimmed
  return /\p{L}/u.test(venue) && venue.length <= MAX_VENUE ? venue : null
}

/**
 * Venue and year of "ICLR (2022)", "Nature, 2021." or "arXiv (NAACL 2025)", where what the brackets
 * name is where the paper came out. Text too long to be a venue gives none.
 */
export function readVenue(text: string): Venue {
  const match = [...text.matchAll(YEAR)].at(-1)
  if (!match?.[1]) return { venue: asVenue(text), year: null }
  const year = Number(match[1])
  const open = text.lastIndexOf('(', match.index)
  const close = text.indexOf(')', match.index)
  const isBracketed = open >= 0 && close >= 0 && !text.slice(open, match.index).includes(')')
  if (!isBracketed) {
    return { venue: asVenue(text.slice(0, match.index)) ?? asVenue(text.slice(match.index + 4)), year }
  }
  const inner = asVenue(text.slice(open + 1, match.index)) ?? asVenue(text.slice(match.index + 4, close))
  return { venue: inner ?? asVenue(text.slice(0, open)) ?? asVenue(text.slice(close + 1)), year }
}
