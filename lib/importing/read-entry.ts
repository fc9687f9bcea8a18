import type { PhrasingContent } from 'mdast'
import { identifierKey, identify, parseHttpUrl } from '#lib/papers/identifiers.ts'
import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import type { EntryFields, EntryParts } from './document.ts'
import { findParts } from './entry-parts.ts'
import { type AnyLink, type FoundTitle, findBoldLinks, findItemTitle, isLink } from './find-title.ts'
import { clip, inlineMarkdown, linkLabel, plainInline } from './inline-text.ts'
import { linkKind } from './link-kind.ts'
import { bareNames, readNames } from './names.ts'
import { readTail } from './read-tail.ts'
import { readVenue } from './venue.ts'

export type ReadEntry = EntryFields & { parts: EntryParts; confidence: number; reason: string }

export type EntryContext = {
  source: string
  /** Addresses behind "[text][name]". */
  definitions: ReadonlyMap<string, string>
  isItem: boolean
  /** The block around it lists papers: what has a title is an entry, though nothing else marks it as one. */
  isListed?: boolean
}

const MAX_TITLE = 1000

/** An address that a link may be stored with: http(s), as it was written; null for any other. */
function webAddress(url: string): string | null {
  const trimmed = url.trim()
  if (trimmed.length > 2000 || !parseHttpUrl(trimmed)) return null
  return /^https?:/i.test(trimmed) ? trimmed : `https://${trimmed}`
}

function collectLinks(nodes: PhrasingContent[]): AnyLink[] {
  return nodes.flatMap((node) => {
    if (isLink(node)) return [node]
    return 'children' in node ? collectLinks(node.children) : []
  })
}

const withoutLinks = (nodes: PhrasingContent[]) => plainInline(nodes.filter((node) => !isLink(node)))

/** A title without the stop or comma that some lists put inside the link. */
function tidyTitle(markdown: string): string {
  const title = markdown.replace(/\s*[,;]$/, '').replace(/(?<![.…])\s*\.$/, '')
  return clip(title, MAX_TITLE)
}

/** The titles of entries among a block's inline nodes: one for a list item, any number for a paragraph. */
export function findTitles(nodes: PhrasingContent[], context: EntryContext): FoundTitle[] {
  if (!context.isItem) return findBoldLinks(nodes)
  const title = findItemTitle(nodes, (link) => addressOf(link, context))
  return title ? [title] : []
}

const addressOf = (link: AnyLink, context: EntryContext) =>
  link.type === 'link' ? link.url : (context.definitions.get(link.identifier.toLowerCase()) ?? null)

function readLinks(nodes: PhrasingContent[], title: FoundTitle, context: EntryContext): PaperLink[] {
  const links = new Map<string, PaperLink>()
  const titleUrl = title.link && webAddress(addressOf(title.link, context) ?? '')
  if (titleUrl) {
    const kind = linkKind('', titleUrl)
    links.set(titleUrl, {
      kind: ['code', 'video', 'slides'].includes(kind) ? kind : 'paper',
      url: titleUrl,
      label: null,
    })
  }
  for (const link of collectLinks(nodes)) {
    const url = webAddress(addressOf(link, context) ?? '')
    if (!url || links.has(url)) continue
    const label = linkLabel(link.children).replace(/^[[(\s]+|[\])\s]+$/g, '')
    links.set(url, { kind: linkKind(label, url), url, label: clip(label, 200) || null })
  }
  return [...links.values()]
}

/** The identifiers that an entry's links name; a repository names code, and a code link no paper. */
function readIdentifiers(links: PaperLink[]): PaperIdentifier[] {
  const found = new Map<string, PaperIdentifier>()
  for (const link of links) {
    const identifier = identify(link.url)
    if (!identifier || (identifier.scheme === 'github') !== (link.kind === 'code')) continue
    // "[blog]", "[data]" may lead to another paper of the same authors.
    if (!['paper', 'pdf', 'code'].includes(link.kind)) continue
    if ([...found.values()].some((other) => other.scheme === identifier.scheme)) continue
    found.set(identifierKey(identifier), identifier)
  }
  return [...found.values()]
}

/**
 * Reads one entry from the inline nodes around its title: authors before it, venue and year (and, in
 * list items, authors) after it, other links by what they say they are. Null where the nodes hold
 * a bold link that nothing else marks as a reference.
 */
export function readEntry(nodes: PhrasingContent[], title: FoundTitle, context: EntryContext): ReadEntry | null {
  const before = withoutLinks(nodes.slice(0, title.at))
  const after = withoutLinks(nodes.slice(title.at + 1))
  const links = readLinks(nodes, title, context)
  const identifiers = readIdentifiers(links)
  const url = (title.link && webAddress(addressOf(title.link, context) ?? '')) ?? null
  const namesBefore = readNames(before)
  const tail = readTail(after, namesBefore === null && context.isItem)
  const year = tail.year ?? readVenue(before).year
  const names = namesBefore ?? tail.names
  const paperIds = identifiers.filter((identifier) => identifier.scheme !== 'github')
  const marks = [paperIds.length > 0, year !== null, names !== null, /\.pdf$/i.test(url ?? '')].filter(Boolean).length
  if (marks === 0 && !context.isListed) return null

  const doubts: string[] = []
  let confidence = { 'bold link': 1, 'bold title': 0.8, 'link to a paper': 0.7 }[title.how]
  const doubt = (cost: number, reason: string) => {
    confidence -= cost
    doubts.push(reason)
  }
  if (url === null) doubt(0.3, 'its title leads to no web address')
  if (names === null) {
    const hasText = /\p{L}{2}/u.test(bareNames(before))
    doubt(hasText ? 0.3 : 0.1, hasText ? 'the text before the title does not read as names' : 'it names no authors')
  }
  if (tail.venue === null && year === null) doubt(0.1, 'it gives neither venue nor year')
  if (tail.isLong) doubt(0.2, 'the text after the title is longer than a venue')
  if (paperIds.length === 0 && marks === 1) doubt(0.2, 'its link is not a known place of papers')
  const authors = names?.authors ?? []
  const place = { source: context.source, addressOf: (link: AnyLink) => addressOf(link, context) }
  return {
    parts: findParts(nodes, title, { url, authors, venue: tail.venue, year }, place),
    title: tidyTitle(inlineMarkdown(title.content, context.source)),
    url,
    authors,
    authorsTruncated: names?.truncated ?? false,
    venue: tail.venue,
    year,
    links,
    identifiers,
    confidence: Math.max(0.1, Math.round(confidence * 100) / 100),
    reason: [`Read from its ${title.how}`, ...doubts].join('; '),
  }
}
