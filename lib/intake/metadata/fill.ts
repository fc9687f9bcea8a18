import type { MetadataService } from '#lib/jobs/schema.ts'
import type { Author } from '#lib/papers/schema.ts'
import type { Answer } from './service.ts'

export const FILLABLE = ['title', 'authors', 'venue', 'year', 'abstract', 'doi'] as const
export type Fillable = (typeof FILLABLE)[number]

/** What of a paper decides whether a service may fill it in. */
export type Fields = {
  title: string
  authors: Author[]
  venue: string | null
  year: number | null
  abstract: string | null
  hasDoi: boolean
  identifiers: { scheme: string; value: string }[]
  filledFrom: Partial<Record<string, MetadataService>>
}

export type Patch = Partial<Pick<Answer, Fillable | 'authorsTruncated'>>

const LONGEST = { title: 1_000, venue: 300, abstract: 20_000 }

/** A title that nobody wrote: a plain list of ids gives each paper its id as title. */
export function isPlaceholder(title: string, identifiers: Fields['identifiers']): boolean {
  const bare = title
    .trim()
    .toLowerCase()
    .replace(/^untitled[:\s]+/, '')
  return identifiers.some(({ scheme, value }) =>
    [value, `${scheme}:${value}`].map((form) => form.toLowerCase()).includes(bare.replace(/:\s+/, ':')),
  )
}

const isYear = (year: number) => Number.isInteger(year) && year >= 1000 && year <= 2200

/**
 * What an answer adds to a paper: only what is empty, and never again what a service filled in before
 * and a person took out.
 */
export function fillEmpty(paper: Fields, answer: Answer): Patch {
  const patch: Patch = {}
  const may = (field: Fillable) => paper.filledFrom[field] === undefined
  if (may('title') && answer.title && isPlaceholder(paper.title, paper.identifiers)) {
    patch.title = answer.title.slice(0, LONGEST.title)
  }
  if (may('authors') && paper.authors.length === 0 && answer.authors.length > 0) {
    patch.authors = answer.authors
    patch.authorsTruncated = answer.authorsTruncated
  }
  if (may('venue') && !paper.venue && answer.venue && answer.venue.length <= LONGEST.venue) patch.venue = answer.venue
  if (may('year') && paper.year === null && answer.year !== null && isYear(answer.year)) patch.year = answer.year
  if (may('abstract') && !paper.abstract && answer.abstract) patch.abstract = answer.abstract.slice(0, LONGEST.abstract)
  if (may('doi') && !paper.hasDoi && answer.doi) patch.doi = answer.doi
  return patch
}
