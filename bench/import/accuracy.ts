import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceEntry } from '#lib/readme/document.ts'
import { loadFixtures } from '#lib/readme/parse/fixtures/load-fixtures.ts'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import { parseAuthors } from '#lib/papers/fields/authors.ts'
import { titleKey } from '#lib/papers/fields/title.ts'
import type { CorpusFile } from './corpus.ts'

/** What a careful reader says of one entry. */
export type Label = { title: string; url: string | null; authors: string; venue: string | null; year: number | null }
export const LABELLED = ['title', 'url', 'authors', 'venue', 'year'] as const
export type Accuracy = { name: string; labels: number } & Record<(typeof LABELLED)[number], number>

const plain = (text: string | null) =>
  (text ?? '')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim()
const families = (label: string) =>
  parseAuthors(label)
    .authors.map(({ family }) => plain(family))
    .join('|')

function isRight(field: (typeof LABELLED)[number], label: Label, entry: SourceEntry): boolean {
  switch (field) {
    case 'title':
      return titleKey(label.title) === titleKey(entry.title)
    case 'url':
      return (label.url ?? null) === entry.url
    case 'authors':
      return families(label.authors) === entry.authors.map(({ family }) => plain(family)).join('|')
    case 'venue':
      return plain(label.venue) === plain(entry.venue)
    case 'year':
      return (label.year ?? null) === entry.year
  }
}

/** Counts the labels whose entry, in the order of the file, says the same. */
function compareWith(name: string, text: string, labels: readonly Label[]): Accuracy {
  const { entries } = readDocument(text)
  const byTitle = new Map<string, SourceEntry[]>()
  for (const entry of entries) {
    const key = titleKey(entry.title)
    byTitle.set(key, [...(byTitle.get(key) ?? []), entry])
  }
  const right: Accuracy = { name, labels: labels.length, title: 0, url: 0, authors: 0, venue: 0, year: 0 }
  for (const label of labels) {
    // A label whose title was misread may still be found by its address.
    const entry =
      byTitle.get(titleKey(label.title))?.shift() ?? entries.find(({ url }) => url !== null && url === label.url)
    if (entry) for (const field of LABELLED) if (isRight(field, label, entry)) right[field] += 1
  }
  return right
}

/** How many of the hand labels are read right: those of the project's fixtures and those beside the corpus. */
export function accuracies(folder: string, files: readonly CorpusFile[]): Accuracy[] {
  const ours = loadFixtures().map(({ name, text, labels }) => compareWith(name, text, labels))
  const labelFolder = join(folder, 'labels')
  if (!existsSync(labelFolder)) return ours
  const theirs = readdirSync(labelFolder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => {
      const lines = readFileSync(join(labelFolder, name), 'utf8').trim().split('\n')
      const readme = files.find((file) => file.name === name.replace(/jsonl$/, 'md'))
      return compareWith(
        name,
        readme?.text ?? '',
        lines.map((line) => JSON.parse(line) as Label),
      )
    })
  return [...ours, ...theirs]
}
