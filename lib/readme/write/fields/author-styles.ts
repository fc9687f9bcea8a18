import type { Author } from '#lib/papers/schema.ts'

/** How a line of names is written. */
type AuthorStyle = {
  name: (author: Author, at: number) => string
  between: string
  beforeLast: string
  gap: string
}

const familyFirst = ({ family, given }: Author) => (given ? `${family}, ${given}` : family)
const givenFirst = ({ family, given }: Author) => (given ? `${given} ${family}` : family)
const bare = ({ family, given }: Author) => (given ? `${family} ${given.replace(/[.\s]/g, '')}` : family)
const firstInverted = (author: Author, at: number) => (at === 0 ? familyFirst(author) : givenFirst(author))

const styles = (name: AuthorStyle['name'], between: string, lasts: string[]): AuthorStyle[] =>
  lasts.map((beforeLast) => ({ name, between, beforeLast, gap: '... & ' }))

const STYLES: AuthorStyle[] = [
  ...styles(familyFirst, ', ', [', & ', ' & ', ', and ', ', ', ' and ']),
  ...styles(givenFirst, ', ', [', ', ', and ', ' and ', ' & ', ', & ']),
  ...styles(firstInverted, ', ', [', and ', ' and ']),
  ...styles(familyFirst, '; ', ['; ', ' and ']),
  ...styles(givenFirst, '; ', ['; ']),
  ...styles(givenFirst, ' and ', [' and ']),
  ...styles(familyFirst, ' and ', [' and ']),
  ...styles(bare, ', ', [', ']),
]

function write(authors: readonly Author[], truncated: boolean, style: AuthorStyle): string {
  let line = ''
  for (const [at, author] of authors.entries()) {
    const isLast = at === authors.length - 1
    const before = at === 0 ? '' : isLast && !author.afterGap ? style.beforeLast : style.between
    line += before + (author.afterGap ? style.gap : '') + style.name(author, at)
  }
  return truncated && !authors.some((author) => author.afterGap) ? `${line} et al.` : line
}

type Names = { authors: readonly Author[]; authorsTruncated: boolean }

const near = (text: string) => text.replace(/[\s.*_\\]+/g, ' ').trim()

/**
 * A line of names in every way that lists write them; first those ways that give `example` for the
 * names that were read from it.
 */
export function authorLines(names: Names, examples: readonly (Names & { text: string })[]): string[] {
  const ranks = STYLES.map((style, at) => {
    const matches = examples.findIndex(
      ({ authors, authorsTruncated, text }) => near(write(authors, authorsTruncated, style)) === near(text),
    )
    return { style, rank: matches < 0 ? examples.length + 1 : matches, at }
  })
  ranks.sort((a, b) => a.rank - b.rank || a.at - b.at)
  return [...new Set(ranks.map(({ style }) => write(names.authors, names.authorsTruncated, style)))]
}
