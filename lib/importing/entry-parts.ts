import type { PhrasingContent } from 'mdast'
import type { EntryFields, EntryParts } from './document.ts'
import { type AnyLink, type FoundTitle, isLink } from './find-title.ts'
import { type Span, spanOf } from './span.ts'

type Read = Pick<EntryFields, 'url' | 'authors' | 'venue' | 'year'>
type Place = { source: string; addressOf: (link: AnyLink) => string | null }

function collectLinks(nodes: readonly PhrasingContent[]): AnyLink[] {
  return nodes.flatMap((node) => {
    if (isLink(node)) return [node]
    return 'children' in node ? collectLinks(node.children) : []
  })
}

function around(nodes: readonly PhrasingContent[]): Span | null {
  const spans = nodes.flatMap((node) => spanOf(node) ?? [])
  if (spans.length === 0) return null
  return { start: Math.min(...spans.map((span) => span.start)), end: Math.max(...spans.map((span) => span.end)) }
}

/** Where `words` first stand from `start` on, before `end`. */
function locate(source: string, words: string, start: number, end: number): Span | null {
  if (words === '') return null
  const at = source.slice(start, end).indexOf(words)
  return at < 0 ? null : { start: start + at, end: start + at + words.length }
}

/** A span without the space and the separators at its two ends. */
function trim(source: string, { start, end }: Span): Span | null {
  const text = source.slice(start, end)
  const lead = /^[\s,;:.*_–—-]*/.exec(text)?.[0].length ?? 0
  const words = text.slice(lead).replace(/[\s,;:*_–—-]+$/u, '')
  return words === '' ? null : { start: start + lead, end: start + lead + words.length }
}

/** Finds where what was read of an entry stands in the source. */
export function findParts(nodes: PhrasingContent[], title: FoundTitle, read: Read, place: Place): EntryParts {
  const { source } = place
  const whole = around(nodes) ?? { start: 0, end: 0 }
  const titleNode = nodes[title.at]
  const titleSpan = around(title.content) ?? (titleNode && spanOf(titleNode)) ?? whole
  const titleEnd = Math.max(titleSpan.end, (titleNode && spanOf(titleNode)?.end) ?? 0)
  const link = title.link && spanOf(title.link)
  const [family] = read.authors
  const first = family && locate(source, family.family, whole.start, whole.end)
  const isBefore = first && first.start < titleSpan.start
  const venue = read.venue === null ? null : locate(source, read.venue, titleEnd, whole.end)
  const year = read.year === null ? null : locate(source, String(read.year), venue?.end ?? titleEnd, whole.end)
  const before = nodes[title.at] ? { start: whole.start, end: spanOf(nodes[title.at] as PhrasingContent)?.start } : null
  return {
    title: titleSpan,
    url: link && read.url !== null ? locate(source, read.url, titleSpan.end, link.end) : null,
    authors: isBefore && before?.end ? trim(source, { start: before.start, end: before.end }) : null,
    venue,
    year,
    links: collectLinks(nodes).flatMap((each) => {
      const url = place.addressOf(each)
      const span = spanOf(each)
      return url !== null && span ? [{ url, span }] : []
    }),
  }
}
