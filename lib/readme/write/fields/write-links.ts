import type { PaperLink } from '#lib/papers/schema.ts'
import { addressForms, textForms } from './escape.ts'
import { HOUSE_LINKS, joinLinkGaps, linkFrame, linkTexts } from './link-frame.ts'
import { type Reading, bodyEnd } from './reading.ts'
import { type Slot, gapsOf, isAddress, isForm, slotsOf, titleLink } from './slots.ts'
import { type Change, splice } from './splice.ts'

const sameUrls = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((url, at) => url === b[at])

/** The entry with other links, in every way to write them: each one step nearer to what is wanted. */
export function linkForms(reading: Reading, wanted: readonly PaperLink[], neighbours: readonly Reading[]): string[] {
  const here = reading.fields.links
  const urls = wanted.map(({ url }) => url)
  const now = here.map(({ url }) => url)
  const gone = here.filter(({ url }) => !urls.includes(url))
  const added = wanted.filter(({ url }) => !now.includes(url))
  const relabelled = wanted.filter(({ url, label }) =>
    here.some((link) => link.url === url && label !== null && link.label !== label),
  )
  const [old] = gone
  const [fresh] = added
  if (old && fresh) {
    // The one that takes its place, else the first new one.
    const match = wanted[here.indexOf(old)]
    return readdressed(reading, old.url, match && added.includes(match) ? match : fresh)
  }
  if (old) return withoutLink(reading, old.url)
  if (fresh) return withLink(reading, fresh, wanted, neighbours)
  if (relabelled[0]) return labelled(reading, relabelled[0])
  return sameUrls(urls, now) ? [] : reordered(reading, urls)
}

/** Every place where an address stands. */
function addresses({ text, parts }: Reading, url: string): { start: number; end: number }[] {
  const spans = parts.links
    .filter((link) => isAddress(link.url, url))
    .map(({ span, url: written }) => ({ span, written }))
  const places = spans.flatMap(({ span, written }) => {
    const slice = text.slice(span.start, span.end)
    const at = Math.max(slice.lastIndexOf(written.trim()), slice.lastIndexOf(url))
    const length = slice.startsWith(url, at) ? url.length : written.trim().length
    return at < 0 ? [] : [{ start: span.start + at, end: span.start + at + length }]
  })
  const own = parts.url
  const isOther =
    own && isAddress(text.slice(own.start, own.end), url) && !places.some(({ start }) => start === own.start)
  return isOther ? [...places, own] : places
}

function readdressed(reading: Reading, from: string, to: PaperLink): string[] {
  const places = addresses(reading, from)
  if (places.length === 0) return []
  return addressForms(to.url, reading.style).map((address) =>
    splice(
      reading.text,
      places.map(({ start, end }): Change => {
        // "<address with spaces>": its brackets are its own.
        const isBracketed = reading.text[start - 1] === '<' && reading.text[end] === '>'
        return { start, end, text: isBracketed ? address.replace(/^<|>$/g, '') : address }
      }),
    ),
  )
}

function withoutLink(reading: Reading, url: string): string[] {
  const title = titleLink(reading)
  const isTitle = title !== null && reading.fields.url === url
  const { text, parts } = reading
  if (isTitle) {
    const words = text.slice(parts.title.start, parts.title.end)
    const [, inner] = /^\[([\s\S]*)\]\([^]*\)$/.exec(text.slice(title.span.start, title.span.end)) ?? []
    return [...(inner === undefined ? [] : [inner]), words].map((form) => splice(text, [{ ...title.span, text: form }]))
  }
  const slots = slotsOf(reading)
  const at = slots.findIndex((slot) => slot.name === 'link' && slot.url === url)
  const slot = slots[at]
  if (!slot) return []
  const gaps = gapsOf(reading, slots)
  const [before, after] = [gaps[at] ?? '', gaps[at + 1] ?? '']
  const joined = joinLinkGaps(before, after)
  return [
    splice(text, [{ start: slot.span.start - before.length, end: slot.span.end + after.length, text: joined }]),
    splice(text, [{ ...slot.span, text: '' }]),
  ]
}

function withLink(
  reading: Reading,
  link: PaperLink,
  wanted: readonly PaperLink[],
  neighbours: readonly Reading[],
): string[] {
  const { text, style } = reading
  if (style === 'bibtex') return []
  const frame = linkFrame([reading, ...neighbours]) ?? HOUSE_LINKS
  const slots = slotsOf(reading)
  const links = slots.filter(({ name }) => name === 'link')
  const texts = linkTexts(link, frame, style)
  const put = (at: number, before: string, after = '') =>
    texts.map((form) => splice(text, [{ start: at, end: at, text: before + form + after }]))
  const outer = (slot: Slot) => {
    const isOpen = frame.open !== '' && /\[\s*$/.test(text.slice(0, slot.span.start))
    const close = /^\s*\]/.exec(text.slice(slot.span.end))?.[0].length ?? 0
    const open = /\[\s*$/.exec(text.slice(0, slot.span.start))?.[0].length ?? 0
    return isOpen && close ? { start: slot.span.start - open, end: slot.span.end + close } : slot.span
  }
  const forms: string[] = []
  const at = wanted.indexOf(link)
  const before = wanted.slice(0, at).findLast(({ url }) => links.some((slot) => slot.url === url))
  const previous = links.find((slot) => slot.url === before?.url)
  const next = links.find((slot) => slot.url === wanted[at + 1]?.url) ?? (previous ? undefined : links[0])
  // The title's own address comes first.
  const title = titleLink(reading)
  const isLinkedHere = neighbours.filter((neighbour) => titleLink(neighbour) !== null).length * 2 > neighbours.length
  const asTitle = at === 0 && title === null ? linkedTitle(reading, link.url) : []
  if (isLinkedHere) forms.push(...asTitle)
  if (previous) forms.push(...put(outer(previous).end, frame.between))
  if (next) forms.push(...put(outer(next).start, '', frame.between))
  const isTable = style === 'row' || style === 'html-row'
  if (links.length === 0) forms.push(...atNeighboursPlace(reading, neighbours, texts))
  if (links.length === 0 && !isTable) forms.push(...put(bodyEnd(reading), ' '))
  const end = isTable ? titleCellEnd(reading) : null
  if (end !== null) forms.push(...put(end, ' '))
  return [...forms, ...asTitle]
}

/** "Title" as a link, inside its bold marks and around them. */
function linkedTitle({ text, parts, style }: Reading, url: string): string[] {
  const { start, end } = parts.title
  const link = (words: string) => addressForms(url, style).map((address) => `[${words}](${address})`)
  const marks = /(?:\*\*|__)$/.exec(text.slice(0, start))?.[0] ?? ''
  const isBold = marks !== '' && text.startsWith(marks, end)
  const wide = { start: start - marks.length, end: end + marks.length }
  return [
    ...(isBold ? link(text.slice(wide.start, wide.end)).map((form) => splice(text, [{ ...wide, text: form }])) : []),
    ...link(text.slice(start, end)).map((form) => splice(text, [{ start, end, text: form }])),
  ]
}

/** In a table: the cell where the neighbours have their links; else after the part that links follow there. */
function atNeighboursPlace(reading: Reading, neighbours: readonly Reading[], texts: readonly string[]): string[] {
  const { text, style } = reading
  const slots = slotsOf(reading)
  for (const neighbour of neighbours) {
    const theirs = slotsOf(neighbour)
    const at = theirs.findIndex(({ name }) => name === 'link')
    const slot = theirs[at]
    if (!slot) continue
    if (style === 'row') {
      const column = cellsOf(neighbour.text).findIndex(
        (cell) => cell.start <= slot.span.start && slot.span.end <= cell.end,
      )
      const cell = cellsOf(text)[column]
      if (!cell) continue
      const words = text.slice(cell.start, cell.end)
      const end = cell.start + words.trimEnd().length
      return texts.map((form) => splice(text, [{ start: end, end, text: words.trim() === '' ? form : ` ${form}` }]))
    }
    const gap = gapsOf(neighbour, theirs)[at] ?? ''
    const previous = slots.findLast(({ name }) => name === theirs[at - 1]?.name)
    if (!previous || !isForm(gap)) continue
    const end = previous.span.end
    const closing = /^(?:\*\*|[*_"”)\].,])*/u.exec(text.slice(end))?.[0].length ?? 0
    const lead = gap.replace(/\[\s*$/, '')
    return texts.flatMap((form) => [
      splice(text, [{ start: end + closing, end: end + closing, text: lead.slice(closing) + form }]),
      splice(text, [{ start: end, end, text: lead + form }]),
    ])
  }
  return []
}

/** The cells of a table's row, without the bars between them. */
export function cellsOf(text: string): { start: number; end: number }[] {
  const bars = [...text.matchAll(/(?<!\\)\|/g)].map(({ index }) => index)
  const isOuter = text.trimStart().startsWith('|')
  const edges = [...(isOuter ? [] : [-1]), ...bars, ...(text.trimEnd().endsWith('|') ? [] : [text.length])]
  return edges.slice(0, -1).map((edge, at) => ({ start: edge + 1, end: edges[at + 1] ?? text.length }))
}

/** Where the words of the title's cell end. */
function titleCellEnd({ text, style, parts }: Reading): number | null {
  if (style === 'html-row') {
    const close = text.slice(parts.title.end).search(/\s*<\/t[dh]\b/i)
    return close < 0 ? null : parts.title.end + close
  }
  const cell = cellsOf(text).find(({ start, end }) => start <= parts.title.start && parts.title.end <= end)
  return cell ? cell.start + text.slice(cell.start, cell.end).trimEnd().length : null
}

function labelled(reading: Reading, { url, label }: PaperLink): string[] {
  const slot = slotsOf(reading).find((candidate) => candidate.url === url)
  const old = reading.fields.links.find((link) => link.url === url)?.label
  if (!slot || label === null) return []
  const written = reading.text.slice(slot.span.start, slot.span.end)
  const at = old ? written.indexOf(old) : -1
  const end = written.lastIndexOf('](')
  const place = old && at >= 0 ? { start: at, end: at + old.length } : { start: 1, end }
  if (place.end < place.start) return []
  return textForms(label, reading.style).map((form) =>
    splice(reading.text, [{ ...slot.span, text: splice(written, [{ ...place, text: form }]) }]),
  )
}

function reordered(reading: Reading, urls: readonly string[]): string[] {
  const slots = slotsOf(reading).filter(({ name }) => name === 'link')
  const texts = new Map(slots.map(({ url, span }) => [url, reading.text.slice(span.start, span.end)]))
  const order = urls.filter((url) => texts.has(url))
  const beside = splice(
    reading.text,
    slots.map(({ span }, at) => ({ ...span, text: texts.get(order[at] ?? '') ?? '' })),
  )
  // The title takes another address: the two exchange theirs.
  const [first] = urls
  const { url } = reading.fields
  if (url === null || first === undefined || first === url) return [beside]
  const swap = (from: string, to: string) => addresses(reading, from).map((place) => ({ ...place, text: to }))
  return [splice(reading.text, [...swap(url, first), ...swap(first, url)]), beside]
}
