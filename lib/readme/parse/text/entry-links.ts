import { identifierKey, identify, parseHttpUrl } from '#lib/papers/fields/identifiers.ts'
import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import { clip } from './inline-text.ts'
import { isPaperUrl, linkKind } from './link-kind.ts'
import type { Line, LineLink } from './read-line.ts'

/** An address that a link may be stored with: http(s), as it was written; null for any other. */
export function webAddress(url: string | null): string | null {
  const trimmed = (url ?? '').trim()
  if (trimmed.length > 2000 || !parseHttpUrl(trimmed)) return null
  return /^https?:/i.test(trimmed) ? trimmed : `https://${trimmed}`
}

const labelOf = (link: LineLink) => {
  const label = link.label.replace(/^[[(\s]+|[\])\s]+$/g, '')
  return /^(?:https?:|www\.)/i.test(label) ? '' : label
}

/** The link to the paper itself, of an entry whose title is no link: one that says so or leads there, else the first. */
export function mainLink(links: readonly LineLink[]): LineLink | null {
  const usable = links.filter((link) => webAddress(link.url))
  const kinds = usable.map((link) => linkKind(labelOf(link), link.url ?? ''))
  const paper = usable.find((link, at) => (kinds[at] === 'paper' || kinds[at] === 'pdf') && !link.isBadge)
  const place = usable.find((link) => isPaperUrl(link.url ?? ''))
  const other =
    usable.find((_, at) => kinds[at] !== 'code' && kinds[at] !== 'other') ?? usable.find((link) => !link.isBadge)
  return paper ?? place ?? other ?? usable[0] ?? null
}

/** The links of an entry, by what they lead to; the title's first. `hints`: what a link's column is headed. */
export function readLinks(line: Line, title: LineLink | null, hint: (link: LineLink) => string): PaperLink[] {
  const links = new Map<string, PaperLink>()
  const titleUrl = title && webAddress(title.url)
  if (titleUrl) {
    const kind = linkKind('', titleUrl)
    const isOther = ['code', 'video', 'slides', 'pdf'].includes(kind) && !(kind === 'pdf' && isPaperUrl(titleUrl))
    links.set(titleUrl, { kind: isOther ? kind : 'paper', url: titleUrl, label: null })
  }
  for (const link of line.links) {
    const url = webAddress(link.url)
    if (!url || links.has(url)) continue
    const label = labelOf(link)
    const kind = linkKind(label, url)
    const hinted = kind === 'other' && hint(link) ? linkKind(hint(link), url) : kind
    links.set(url, { kind: hinted, url, label: clip(label, 200) || null })
  }
  return [...links.values()]
}

/** The identifiers that an entry's links name; a repository names code, and a code link no paper. */
export function readIdentifiers(links: readonly PaperLink[]): PaperIdentifier[] {
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
