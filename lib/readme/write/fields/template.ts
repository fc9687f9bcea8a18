import { bibtexEntry } from './write-bibtex.ts'
import { addressForms, textForms } from './escape.ts'
import { HOUSE_LINKS, joinLinkGaps, linkFrame, linkTexts } from './link-frame.ts'
import type { Reading } from './reading.ts'
import { REST_OF_DATE, type Slot, gapsOf, joinGaps, slotsOf, titleLink } from './slots.ts'
import { splice } from './splice.ts'
import type { Wanted } from './wanted.ts'
import { valueForms } from './write-field.ts'

const ASIDE =
  /<!--[\s\S]*?-->|<img\b[^>]*>|\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?|\[[^[\]]*\]\([^)]*\)|:[a-z_]+:|\[\/\/\]:[^\r\n|]*/giu
const CONTENT = /[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\ufe0f!?@#]/u

/** One stretch of text between tags or cells: its words go, with the punctuation inside them. */
function stretchForm(stretch: string): string {
  const bare = stretch.replace(/\([^()]*\)|\[[^[\]]*\]|\*\*[^*]*\*\*(?!\*)/g, (found) =>
    CONTENT.test(found) ? '' : found,
  )
  const first = bare.search(CONTENT)
  if (first < 0) return bare
  const last = [...bare.matchAll(new RegExp(CONTENT, 'gu'))].at(-1)
  return joinGaps(bare.slice(0, first), bare.slice((last?.index ?? first) + (last?.[0].length ?? 1)))
}

/** What is left of the text between two parts when the words of another paper go: marks, separators, tags. */
function formOnly(gap: string, afterYear = false, isRow = false): string {
  const bare = (afterYear ? gap.replace(REST_OF_DATE, '') : gap).replace(ASIDE, '')
  const edges = isRow ? /(<[^>]*>|(?<!\\)\|)/ : /(<[^>]*>)/
  const form = bare
    .split(edges)
    .map((stretch, at) => (at % 2 === 1 ? stretch : stretchForm(stretch)))
    .join('')
    .replace(/\[\s*\](?:\(\s*\))?|\(\s*\)/g, '')
    .replace(/(?:<br\s*\/?>\s*){2,}/gi, '<br> ')
  const single = isRow ? form : form.replace(/(?:\s*\|\s*){2,}/g, ' | ')
  // Indentation is form too.
  return single.replace(/(?<=\S)[^\S\r\n]{2,}(?=\S)/g, ' ')
}

const NUMBERED = /^([^\p{L}\p{N}]*)\d{1,4}([^\p{L}\p{N}]*)$/u

/** What stands before the first part: its number stays. */
const leadOf = (gap: string, isRow: boolean) => {
  const mark = /^\s*(?:[-*+•]|\d+[.)])\s+/.exec(gap)?.[0] ?? ''
  return NUMBERED.test(gap) ? gap : mark + formOnly(gap.slice(mark.length), false, isRow)
}

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

/** The links beside the title as they stand in the place of a neighbour's. */
function linksText(template: Reading, wanted: Wanted, neighbours: readonly Reading[], isTitleLinked: boolean): string {
  const frame = linkFrame([template, ...neighbours]) ?? HOUSE_LINKS
  const beside = isTitleLinked ? wanted.links.slice(1) : wanted.links
  const texts = beside.map((link) => linkTexts(link, frame, template.style)[0] ?? '')
  const joined = texts.join(frame.between)
  // The first one's bracket and the last one's stand in the text around them.
  return joined.slice(frame.open.length, joined.length - frame.close.length)
}

/**
 * A neighbour's text with the fields of another paper in the places of its own. What it lacks is left
 * out; what it has no place for is put in afterwards.
 */
export function fillTemplate(template: Reading, wanted: Wanted, neighbours: readonly Reading[]): string {
  if (template.style === 'bibtex') return bibtexEntry(template.text, wanted)
  const isRow = template.style === 'row'
  const all = slotsOf(template)
  const gaps = gapsOf(template, all)
  const isTitleLinked = titleLink(template) !== null
  const isBadge = ({ span }: Slot) => template.text.startsWith('[!', span.start)
  const firstLink = all.findIndex((slot) => slot.name === 'link' && !isBadge(slot))
  let text = ''
  let held = leadOf(gaps[0] ?? '', isRow)
  for (const [at, slot] of all.entries()) {
    const isLaterLink = slot.name === 'link' && at > firstLink && !isRow
    const value =
      slot.name === 'link'
        ? at === firstLink
          ? linksText(template, wanted, neighbours, isTitleLinked)
          : ''
        : valueOf(slot, wanted, template, neighbours)
    const after = formOnly(gaps[at + 1] ?? '', slot.name === 'year', isRow)
    if (value !== '') {
      text += held + value
      held = after
    } else if (isLaterLink) {
      // "] [" between two links goes with the second; what follows it stays.
      held = after
    } else held = slot.name === 'link' ? joinLinkGaps(held, after) : joinGaps(held, after)
  }
  const whole = (text + held).trimEnd()
  return isRow || template.style === 'html-row' ? whole : whole.replace(/[\s|,;–—-]+$/u, '')
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
