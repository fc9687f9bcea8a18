import { authorLines } from './author-styles.ts'
import { textForms } from './escape.ts'
import { type Reading, bodyEnd } from './reading.ts'
import { REST_OF_DATE, type Slot, gapsOf, isForm, joinGaps, slotsOf } from './slots.ts'
import { splice } from './splice.ts'
import type { Wanted } from './wanted.ts'

export type TextField = 'authors' | 'venue' | 'year'

/** A field's value in every way to write it: as the entry writes it, as its neighbours do, then the others. */
export function valueForms(
  wanted: Wanted,
  field: TextField,
  reading: Reading,
  neighbours: readonly Reading[],
): string[] {
  if (field === 'venue') return wanted.venue === null ? [] : textForms(wanted.venue, reading.style)
  if (field === 'year') return wanted.year === null ? [] : [String(wanted.year)]
  if (wanted.authors.length === 0) return []
  const examples = [reading, ...neighbours].flatMap(({ text, parts, fields }) =>
    parts.authors && fields.authors.length > 0
      ? [{ ...fields, text: text.slice(parts.authors.start, parts.authors.end) }]
      : [],
  )
  const lines = authorLines(wanted, examples)
  return lines.flatMap((line) => (/[\\`*_[\]<>|$]/.test(line) ? textForms(line, reading.style) : [line]))
}

/** The entry with one field's text replaced where it stands; none where it has no place of its own. */
export function replacedForms(reading: Reading, field: TextField, values: readonly string[]): string[] {
  const span = reading.parts[field]
  if (!span) return []
  const old = reading.text.slice(span.start, span.end)
  // "ICLR'24": a year of two digits stays one.
  const forms = field === 'year' && /^\d\d$/.test(old) ? values.flatMap((value) => [value.slice(2), value]) : values
  // A stop that parts the names from what follows, be it that of "et al.".
  const isStopped = field === 'authors' && old.endsWith('.') && /^[^,;.:|)]/.test(reading.text.slice(span.end))
  const stop = isStopped ? ['.', ''] : ['']
  return forms.flatMap((value) =>
    stop.map((end) => splice(reading.text, [{ ...span, text: value.endsWith('.') ? value : value + end }])),
  )
}

/** The entry without one field: its text, and what marked it off. */
export function removedForms(reading: Reading, field: TextField, neighbours: readonly Reading[]): string[] {
  const slots = slotsOf(reading)
  const at = slots.findIndex(({ name }) => name === field)
  const span = slots[at]?.span ?? reading.parts[field]
  if (!span) return []
  const { text } = reading
  const gaps = gapsOf(reading, slots)
  const [before, after] = at < 0 ? ['', ''] : [gaps[at] ?? '', gaps[at + 1] ?? '']
  const around = { start: span.start - before.length, end: span.end + after.length }
  const learnt =
    at < 0 || !isForm(before + after) ? [] : gapsBetween(neighbours, slots[at - 1]?.name, slots[at + 1]?.name)
  // The month and day of "2023-12-06" go with its year.
  const [lead, rest] =
    field === 'year' ? [before.replace(/(?:\d{1,2}[-/.]){1,2}$/, ''), after.replace(REST_OF_DATE, '')] : [before, after]
  return [
    ...learnt.map((gap) => splice(text, [{ ...around, text: gap }])),
    splice(text, [{ ...around, text: joinGaps(lead, rest) }]),
    splice(text, [{ ...span, text: '' }]),
    ...(field === 'year' ? [withoutYears(reading, text.slice(span.start, span.end))] : []),
  ]
}

/** "ICCV 2023. … 19 Apr 2023": without the year wherever it stands by itself outside the links. */
function withoutYears({ text, parts }: Reading, year: string): string {
  const kept = [parts.title, ...parts.links.map(({ span }) => span)]
  const places = [...text.matchAll(new RegExp(`(?<!\\d)\\s?${year}(?!\\d)`, 'g'))]
  const spans = places.map((place) => ({ start: place.index, end: place.index + place[0].length, text: '' }))
  return splice(
    text,
    spans.filter(({ start, end }) => !kept.some((span) => start < span.end && span.start < end)),
  )
}

/** What neighbours write between two parts that follow each other (undefined: the entry's own end). */
function gapsBetween(
  neighbours: readonly Reading[],
  from: Slot['name'] | undefined,
  to: Slot['name'] | undefined,
): string[] {
  const found = neighbours.flatMap((neighbour) => {
    const slots = slotsOf(neighbour)
    const at = slots.findIndex(({ name }, index) => slots[index - 1]?.name === from && name === to)
    const end = to === undefined && slots.at(-1)?.name === from ? slots.length : at
    const gap = end < 0 ? undefined : gapsOf(neighbour, slots)[end]
    return gap !== undefined && isForm(gap) ? [gap] : []
  })
  return [...new Set(found)].slice(0, 3)
}

/** The entry with a field that it did not have, where its neighbours have it, else where it can be read. */
export function insertedForms(
  reading: Reading,
  field: TextField,
  values: readonly string[],
  neighbours: readonly Reading[],
): string[] {
  const slots = slotsOf(reading)
  const gaps = gapsOf(reading, slots)
  const forms: string[] = []
  for (const [before, after] of framesOf(neighbours, field)) {
    for (const [at, gap] of gaps.entries()) {
      if (slots[at - 1]?.name !== before.name || slots[at]?.name !== after.name || !isForm(gap)) continue
      const start = slots[at - 1]?.span.end ?? 0
      for (const value of values) {
        forms.push(splice(reading.text, [{ start, end: start + gap.length, text: before.gap + value + after.gap }]))
      }
    }
  }
  const limited = values.slice(0, 12)
  return [...forms, ...plainForms(reading, field, limited, slots)]
}

type Side = { name: Slot['name'] | undefined; gap: string }

function framesOf(neighbours: readonly Reading[], field: TextField): [Side, Side][] {
  const frames = new Map<string, [Side, Side]>()
  for (const neighbour of neighbours) {
    const slots = slotsOf(neighbour)
    const gaps = gapsOf(neighbour, slots)
    const at = slots.findIndex(({ name }) => name === field)
    const [before, after] = [gaps[at], gaps[at + 1]]
    if (at < 0 || before === undefined || after === undefined || !isForm(before) || !isForm(after)) continue
    const frame: [Side, Side] = [
      { name: slots[at - 1]?.name, gap: before },
      { name: slots[at + 1]?.name, gap: after },
    ]
    frames.set(JSON.stringify(frame), frame)
  }
  return [...frames.values()].slice(0, 4)
}

function plainForms(reading: Reading, field: TextField, values: readonly string[], slots: readonly Slot[]): string[] {
  const { text } = reading
  const title = slots.find(({ name }) => name === 'title')
  const start = title?.span.start ?? 0
  const marks = /(?:\*\*|[*_"“])*$/u.exec(text.slice(0, start))?.[0].length ?? 0
  const closing = (end: number) => end + (/^(?:\*\*|[*_"”)\]])*/u.exec(text.slice(end))?.[0].length ?? 0)
  const afterTitle = closing(title?.span.end ?? 0)
  const afterOf = (name: Slot['name']) => {
    const slot = slots.find((candidate) => candidate.name === name)
    return slot ? [closing(slot.span.end)] : []
  }
  const put = (at: number, words: string) => splice(text, [{ start: at, end: at, text: words }])
  return values.flatMap((value) => {
    if (field === 'authors') {
      return [
        ...(reading.style === 'row' || reading.style === 'html-row' ? [put(afterTitle, ` <br> ${value}`)] : []),
        put(start - marks, `${value} `),
        put(start - marks, `${value}. `),
        put(afterTitle, `, ${value}`),
        put(afterTitle, `. ${value}.`),
        put(afterTitle, ` ${value}.`),
      ]
    }
    const year = slots.find(({ name }) => name === 'year')
    const bracket = year && text.lastIndexOf('(', year.span.start) === year.span.start - 1 ? year.span.start - 1 : null
    const beforeYear = year && year.span.start > afterTitle ? [put(bracket ?? year.span.start, `${value} `)] : []
    const ends = [...(field === 'year' ? afterOf('venue') : []), ...afterOf('authors'), afterTitle, bodyEnd(reading)]
    const here = ends.filter((end) => end >= afterTitle)
    // "(2016), K. He et al.": what comes after a comma is followed by one.
    const usesCommas = gapsOf(reading, slots).some((gap) => /^[)\]]*,\s/.test(gap))
    const words =
      field === 'year'
        ? [` (${value})`, ` ${value}`, `, ${value}`]
        : [...(usesCommas ? [`, ${value}`] : []), ` ${value}`, `, ${value}`, `. ${value}.`]
    return [...(field === 'venue' ? beforeYear : []), ...here.flatMap((end) => words.map((word) => put(end, word)))]
  })
}
