import type { ThreadView } from '#lib/discussion/schema.ts'
import { readMacros } from '#lib/markdown/math/macros.ts'
import type { OutlineSection } from '#lib/lists/outline.ts'
import type { PaperPage } from '#lib/papers/queries.ts'
import type { Author, PaperCard, PaperIdentifier, PaperLink, StoredPaper } from '#lib/papers/schema.ts'

/**
 * What a stranger may see, key by key. Everything on a public page passes through here; an object of
 * the inside is never spread, so that a field added there stays inside until it is named here.
 */

export type PublicList = {
  title: string
  /** Of the whole list only: a shared section or paper says nothing of the rest. */
  description: string | null
  /** The list is declared public: search engines may index the page. */
  isIndexable: boolean
  macros: Record<string, string>
}

export type PublicSection = {
  id: string
  title: string
  depth: number
  count: number
  total: number
  children: PublicSection[]
}

export type PublicPage = {
  rows: PublicPaperCard[]
  nextCursor: string | null
  total: number | null
  of: number
  afterSectionId: string | null
  facets: { years: { year: number; count: number }[]; venues: { venue: string; count: number }[] }
}

export type PublicPaperCard = {
  id: string
  title: string
  authors: Author[]
  authorsTruncated: boolean
  venue: string | null
  year: number | null
  links: PaperLink[]
  identifiers: PaperIdentifier[]
  hasNote: boolean
  sectionId: string | null
}

export type PublicPaper = Omit<PublicPaperCard, 'hasNote' | 'sectionId'> & {
  abstract: string | null
  /** Where the paper stands, within what is shared. */
  placements: { sectionId: string; path: string[] }[]
}

export type PublicNote = { html: string; hasMath: boolean }

export type PublicComment = {
  authorName: string
  html: string
  hasMath: boolean
  createdAt: Date
  isEdited: boolean
}

export type PublicThread = {
  /** The passage it is about, as it reads now; null for the paper as a whole, and for a passage that is gone. */
  quote: string | null
  isOrphaned: boolean
  isResolved: boolean
  comments: PublicComment[]
}

type ListInside = { title: string; description: string | null; visibility: 'PRIVATE' | 'PUBLIC'; katexMacros: unknown }

/** The list that a share belongs to. */
export function presentList(list: ListInside, options: { isWhole: boolean }): PublicList {
  return {
    title: list.title,
    description: options.isWhole ? list.description : null,
    isIndexable: list.visibility === 'PUBLIC',
    macros: readMacros(list.katexMacros),
  }
}

/** A section and what is below it. */
export function presentSection(section: OutlineSection): PublicSection {
  return {
    id: section.id,
    title: section.title,
    depth: section.depth,
    count: section.count,
    total: section.total,
    children: section.children.map(presentSection),
  }
}

const presentAuthor = (author: Author): Author => ({
  family: author.family,
  ...(author.given === undefined ? {} : { given: author.given }),
  ...(author.afterGap === undefined ? {} : { afterGap: author.afterGap }),
})

function presentFacts(paper: Omit<PaperCard, 'hasNote' | 'sectionId'>) {
  return {
    id: paper.id,
    title: paper.title,
    authors: paper.authors.map(presentAuthor),
    authorsTruncated: paper.authorsTruncated,
    venue: paper.venue,
    year: paper.year,
    links: paper.links.map((link) => ({ kind: link.kind, url: link.url, label: link.label })),
    identifiers: paper.identifiers.map((identifier) => ({ scheme: identifier.scheme, value: identifier.value })),
  }
}

/** A paper as a row; where notes are not shared, not even that there is one. */
export function presentCard(card: PaperCard, options: { includeNotes: boolean }): PublicPaperCard {
  return { ...presentFacts(card), hasNote: options.includeNotes && card.hasNote, sectionId: card.sectionId }
}

/**
 * A paper as its own page shows it.
 * @param path the way to a section within what is shared; null for a section outside of it.
 */
export function presentPaper(paper: StoredPaper, path: (sectionId: string) => string[] | null): PublicPaper {
  const placements = paper.placements.flatMap(({ sectionId }) => {
    const within = path(sectionId)
    return within ? [{ sectionId, path: within }] : []
  })
  return { ...presentFacts(paper), abstract: paper.abstract, placements }
}

/** One page of rows with what they can be narrowed by. */
export function presentPage(page: PaperPage, options: { includeNotes: boolean }): PublicPage {
  return {
    rows: page.rows.map((card) => presentCard(card, options)),
    nextCursor: page.nextCursor,
    total: page.total,
    of: page.of,
    afterSectionId: page.afterSectionId,
    facets: {
      years: page.facets.years.map(({ year, count }) => ({ year, count })),
      venues: page.facets.venues.map(({ venue, count }) => ({ venue, count })),
    },
  }
}

/** A note as it is read: neither its source nor who wrote it. */
export function presentNote(note: PublicNote): PublicNote {
  return { html: note.html, hasMath: note.hasMath }
}

/**
 * What was said, as anybody may read it: who said it by name alone, and what of it was not taken back.
 * A thread of which nothing is left is not there.
 */
export function presentThreads(threads: readonly ThreadView[]): PublicThread[] {
  return threads
    .map((thread) => ({
      // What was taken out of the note is not shown to the world by what was said about it.
      quote: thread.passage,
      isOrphaned: thread.isOrphaned,
      isResolved: thread.isResolved,
      comments: thread.comments
        .filter((comment) => !comment.isDeleted)
        .map((comment) => ({
          authorName: comment.authorName,
          html: comment.html,
          hasMath: comment.hasMath,
          createdAt: comment.createdAt,
          isEdited: comment.isEdited,
        })),
    }))
    .filter((thread) => thread.comments.length > 0)
}
