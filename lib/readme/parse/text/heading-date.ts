import type { EntryFields } from '#lib/readme/document.ts'
import { withoutEmoji } from './mask.ts'
import { isPreprint } from './venue.ts'
import { namesOnlyVenue, readVenueTag } from './venue-tag.ts'

type Dated = Pick<EntryFields, 'venue' | 'year'>

/** What headings such as "2023" and "CVPR 2022" say of the papers below them; the nearest heading first. */
function dateOfPath(path: readonly string[]): Dated {
  const dated: Dated = { venue: null, year: null }
  for (const title of path.toReversed()) {
    const words = withoutEmoji(title).trim()
    const tag = namesOnlyVenue(words) ? readVenueTag(words) : null
    if (tag?.venue && !isPreprint(tag.venue)) dated.venue ??= tag.venue
    if (tag?.year) dated.year ??= tag.year.year
  }
  return dated
}

const known = new WeakMap<readonly string[], Dated>()

/** An entry's venue and year, from the headings above it where it does not say them itself. */
export function inheritDate<T extends Dated>(entry: T, path: readonly string[]): T {
  if (entry.venue !== null && entry.year !== null) return entry
  const above = known.get(path) ?? dateOfPath(path)
  known.set(path, above)
  // "NeurIPS 2021" below "2022" was read from its own words: the heading's venue is not its own.
  const venue = entry.venue ?? (entry.year === null || entry.year === above.year ? above.venue : null)
  return { ...entry, venue, year: entry.year ?? above.year }
}
