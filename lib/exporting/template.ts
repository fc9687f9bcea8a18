import { bibtexEntry } from './write-bibtex.ts'
import { addressForms, textForms } from './escape.ts'
import { type Reading, bodyEnd } from './reading.ts'
import { type Slot, gapsOf, joinGaps, slotsOf } from './slots.ts'
import { splice } from './splice.ts'
import type { Wanted } from './wanted.ts'
import { valueForms } from './write-field.ts'

/** What is left of the text between two parts when the words of another paper go: marks, separators, tags. */
function formOnly(gap: string): string {
  const bare = gap
    .replace(/<!--[\s\S]*?-->|<img\b[^>]*>|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)|:[a-z_]+:/gi, '')
    .replace(/<[^>]*>|[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\ufe0f]+/gu, (found) =>
      found.startsWith('<') ? found : '',
    )
  return bare
    .replace(/\[\s*\](?:\(\s*\))?|\(\s*\)|\*\*\s*\*\*/g, '')
    .replace(/[-/.,](?=[\])])/g, '')
    .replace(/[^\S\r\n]{2,}(?=\S)/g, ' ')
}

const NUMBERED = /^([^\p{L}\p{N}]*)\d{1,4}([^\p{L}\p{N}]*)$/u

/** What stands before the first part: its number stays. */
const leadOf = (gap: string) => (NUMBERED.test(gap) ? gap : formOnly(gap))

function valueOf(slot: Slot, wanted: Wanted, template: Reading, neighbours: readonly Reading[]): string {
  if (slot.name === 'title') return titleText(slot, wanted, template)
  if (slot.name === 'link') return ''
  return valueForms(wanted, slot.name, template, neighbours)[0] ?? ''
}

function titleText({ span }: Slot, { title, links }: Wanted, { text, parts, style }: Reading): string {
  const [first] = links
  const isLinked = parts.url !== null && parts.url.start >= span.start && parts.url.end <= span.end
  const words = textForms(title, style)[0] ?? title
  const changes = [{ ...parts.title, text: words }]
  if (isLinked && first && parts.url)
    changes.push({ ...parts.url, text: addressForms(first.url, style)[0] ?? first.url })
  const shift = (by: number) => changes.map((change) => ({ ...change, start: change.start - by, end: change.end - by }))
  return isLinked && !first ? words : splice(text.slice(span.start, span.end), shift(span.start))
}

/**
 * A neighbour's text with the fields of another paper in the places of its own. What it lacks is left
 * out, links beside the title too: they are put in afterwards, in the neighbours' form.
 */
export function fillTemplate(template: Reading, wanted: Wanted, neighbours: readonly Reading[]): string {
  if (template.style === 'bibtex') return bibtexEntry(template.text, wanted)
  const slots = slotsOf(template)
  const gaps = gapsOf(template, slots)
  let text = leadOf(gaps[0] ?? '')
  let held: string | null = null
  for (const [at, slot] of slots.entries()) {
    const value = valueOf(slot, wanted, template, neighbours)
    const after = formOnly(gaps[at + 1] ?? '')
    if (value === '') {
      const joined: string = joinGaps(held ?? (at === 0 ? text : ''), after)
      if (at === 0) text = joined
      else held = joined
      continue
    }
    text += (held ?? '') + value
    held = after
  }
  const end = template.text.slice(bodyEnd(template)).trim() === '' ? '' : ''
  return (text + (held ?? '') + end).trimEnd()
}

/** How little of a paper a neighbour's form has no place for: the lowest is the best to write after. */
export function templateCost({ fields, ...reading }: Reading, wanted: Wanted): number {
  const slots = slotsOf({ fields, ...reading })
  const names = new Set(slots.map(({ name }) => name))
  const lacks = [
    wanted.authors.length > 0 && !names.has('authors'),
    wanted.venue !== null && !names.has('venue'),
    wanted.year !== null && !names.has('year'),
    wanted.links.length > 0 && fields.url === null && !names.has('link'),
    wanted.links.length > 1 && !names.has('link'),
    wanted.links.length === 0 && fields.url !== null,
  ]
  const surplus = [
    wanted.venue === null && names.has('venue'),
    wanted.year === null && names.has('year'),
    wanted.authors.length === 0 && names.has('authors'),
  ]
  return lacks.filter(Boolean).length * 2 + surplus.filter(Boolean).length
}
