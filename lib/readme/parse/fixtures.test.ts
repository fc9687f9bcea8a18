import { describe, expect, it } from 'vitest'
import { parseAuthors } from '#lib/papers/fields/authors.ts'
import { type FixtureLabel, loadFixtures } from './fixtures/load-fixtures.ts'
import type { SourceEntry } from '#lib/readme/document.ts'
import { readDocument } from './read-document.ts'

const fixtures = loadFixtures()

const ofLabel = ({ title, url, authors, venue, year }: FixtureLabel) => ({
  title,
  url,
  venue,
  year,
  ...parseAuthors(authors),
})
const ofEntry = ({ title, url, authors, authorsTruncated, venue, year }: SourceEntry) => ({
  title,
  url,
  venue,
  year,
  authors,
  truncated: authorsTruncated,
})

describe('lists in every format, labelled by hand', () => {
  it('are at least a hundred entries', () => {
    expect(fixtures.reduce((sum, { labels }) => sum + labels.length, 0)).toBeGreaterThanOrEqual(100)
  })

  for (const { name, text, labels } of fixtures) {
    const { entries } = readDocument(text)

    it(`${name}: holds the papers that a reader sees, and no others`, () => {
      expect(entries.map((entry) => entry.title)).toEqual(labels.map((label) => label.title))
    })

    it.each(labels.map((label, at) => [label.title, label, entries[at]] as const))(
      `${name}: "%s" is read right`,
      (_, label, entry) => {
        expect(entry && ofEntry(entry)).toEqual(ofLabel(label))
      },
    )

    it(`${name}: every field stands where its entry says`, () => {
      for (const { parts, span, url, year, links } of entries) {
        const places = [
          parts.title,
          parts.url,
          parts.authors,
          parts.venue,
          parts.year,
          ...parts.links.map((link) => link.span),
        ]
        for (const place of places) {
          if (!place) continue
          expect(place.start).toBeGreaterThanOrEqual(span.start)
          expect(place.end).toBeLessThanOrEqual(span.end)
          expect(place.end).toBeGreaterThan(place.start)
        }
        if (parts.url) expect(text.slice(parts.url.start, parts.url.end)).toBe(url)
        if (parts.year) expect(String(year)).toMatch(new RegExp(`${text.slice(parts.year.start, parts.year.end)}$`))
        // An address that the source only implies (a bare DOI) stands nowhere.
        const written = links.filter((link) => text.includes(link.url))
        for (const link of written) expect(parts.links.map((part) => part.url)).toContain(link.url)
      }
    })
  }
})
