import { parseHttpUrl } from '#lib/papers/fields/identifiers.ts'
import type { Venue } from './venue.ts'
import { readVenueTag } from './venue-tag.ts'

/** The words of a badge of shields.io: "badge/Conference-ICLR%2724-blue" says "ICLR'24". */
function badgeWords(url: string): string[] {
  const parsed = parseHttpUrl(url)
  if (!parsed || !/(?:^|\.)(?:shields\.io|badgen\.net)$/.test(parsed.hostname)) return []
  const path = /^\/(?:badge|static\/v1)\/(.+)$/.exec(parsed.pathname)?.[1]
  if (!path || path.startsWith('dynamic')) return []
  let text = path
  try {
    text = decodeURIComponent(path)
  } catch {
    // A stray "%": read it as it stands.
  }
  const parts = text
    .replace(/--/g, '\u0001')
    .split('-')
    .map((part) =>
      part
        .replace(/\u0001/g, '-')
        .replace(/_/g, ' ')
        .trim(),
    )
  const words = parts.length > 1 ? parts.slice(0, -1) : parts
  return [words.at(-1) ?? '', words.join(' ')]
}

/** Where and when a badge says that a paper came out; null where it says something else. */
export function badgeVenue(images: readonly { alt: string; url: string }[]): Venue | null {
  for (const image of images) {
    for (const words of [...badgeWords(image.url), image.alt]) {
      const tag = readVenueTag(words)
      // "arXiv-2301.01234" says where to read it, not where it came out.
      if (tag?.venue && (tag.year || !/^(?:arxiv|openreview|paper|pdf)$/i.test(tag.venue)))
        return { ...tag, venueSpan: null }
    }
  }
  return null
}
