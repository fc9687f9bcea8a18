import type { Bench } from '#lib/readme/write/fields/trial-read.ts'
import type { Reading } from '#lib/readme/write/fields/reading.ts'
import { type Wanted, type WantedField, WANTED_FIELDS, missingFields, says } from '#lib/readme/write/fields/wanted.ts'
import { insertedForms, removedForms, replacedForms, valueForms } from '#lib/readme/write/fields/write-field.ts'
import { linkForms } from '#lib/readme/write/fields/write-links.ts'
import { titleForms } from '#lib/readme/write/fields/write-title.ts'

/** An entry's text, and how far what is read of it is from what it is to say: 0 is exact. */
export type Settled = { text: string; distance: number }

/** At most so many texts are tried for one step. */
const MAX_FORMS = 96
const MAX_STEPS = 40

function linkDistance({ links: read }: Wanted, { links: wanted }: Wanted): number {
  const [here, there] = [new Map(read.map((link) => [link.url, link])), new Set(wanted.map(({ url }) => url))]
  const gone = read.filter(({ url }) => !there.has(url)).length
  const added = wanted.filter(({ url }) => !here.has(url)).length
  const labels = wanted.filter(({ url, label }) => label !== null && here.has(url) && here.get(url)?.label !== label)
  return gone + added + labels.length || 1
}

function distance(read: Wanted, wanted: Wanted): number {
  const missing = missingFields(read, wanted)
  return missing.reduce((sum, field) => sum + (field === 'links' ? linkDistance(read, wanted) : 1), 0)
}

function formsOf(reading: Reading, field: WantedField, wanted: Wanted, neighbours: readonly Reading[]): string[] {
  if (field === 'title') return titleForms(reading, wanted.title)
  if (field === 'links') return linkForms(reading, wanted.links, neighbours)
  const values = valueForms(wanted, field, reading, neighbours)
  if (values.length === 0) return removedForms(reading, field, neighbours)
  return [...replacedForms(reading, field, values), ...insertedForms(reading, field, values, neighbours)]
}

/**
 * Changes an entry's text field by field until it says what is wanted. Every step is read again before
 * it counts, so that no field is written where another one would be read.
 */
export function settle(bench: Bench, start: string, wanted: Wanted, neighbours: readonly Reading[]): Settled {
  let reading = bench(start)
  if (!reading) return { text: start, distance: Infinity }
  let left = distance(reading.fields, wanted)
  const stuck = new Set<WantedField>()
  for (let step = 0; step < MAX_STEPS && left > 0; step += 1) {
    const now: Reading = reading
    const field = WANTED_FIELDS.find((name) => !stuck.has(name) && !says(now.fields, wanted, name))
    if (!field) break
    const next = firstNearer(bench, now, field, wanted, neighbours, left)
    if (next) {
      reading = next
      left = distance(next.fields, wanted)
      stuck.clear()
    } else stuck.add(field)
  }
  return { text: reading.text, distance: left }
}

function firstNearer(
  bench: Bench,
  now: Reading,
  field: WantedField,
  wanted: Wanted,
  neighbours: readonly Reading[],
  left: number,
): Reading | null {
  const kept = WANTED_FIELDS.filter((name) => name !== field && says(now.fields, wanted, name))
  let best: Reading | null = null
  let least = left
  for (const form of new Set(formsOf(now, field, wanted, neighbours).slice(0, MAX_FORMS))) {
    if (form === now.text) continue
    const read = bench(form)
    if (!read) continue
    const reached = distance(read.fields, wanted)
    if (reached >= least) continue
    best = read
    least = reached
    if (kept.every((name) => says(read.fields, wanted, name))) break
  }
  return best
}
