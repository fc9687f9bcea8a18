import { formatAuthors } from '#lib/papers/fields/authors.ts'
import type { PublicPaper, PublicSection } from './present.ts'

const papers = (count: number) => (count === 1 ? '1 paper' : `${count} papers`)

/** One line about a paper for link previews: "Wei et al., ICLR 2022. Shared from Reading." */
export function authorsLine(
  paper: Pick<PublicPaper, 'authors' | 'authorsTruncated' | 'venue' | 'year'>,
  listTitle: string,
): string {
  const published = [paper.venue, paper.year].filter((part) => part !== null).join(' ')
  const facts = [formatAuthors(paper.authors, paper.authorsTruncated, 3), published].filter(Boolean).join(', ')
  return `${facts ? `${facts.replace(/\.$/, '')}. ` : ''}Shared from ${listTitle}.`
}

/** One line about a shared list or section for link previews: its own description, else what is in it. */
export function contentsLine(
  list: { title: string; description: string | null },
  section: Pick<PublicSection, 'total'> | null,
): string {
  if (section) return `${papers(section.total)}, shared from ${list.title}.`
  return list.description ?? `The papers of ${list.title}, shared to be read.`
}
