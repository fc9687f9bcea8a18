import { authorLines } from './author-styles.ts'
import type { Wanted } from './wanted.ts'

const word = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** The name by which a paper is cited: "wei2022finetuned". */
export function citationKey({ title, authors, year }: Wanted): string {
  const first = title.split(/\s+/).find((each) => word(each).length > 3) ?? title
  return `${word(authors[0]?.family ?? '')}${year ?? ''}${word(first)}` || 'paper'
}

/** A BibTeX entry indented and delimited as `example` is. */
export function bibtexEntry(example: string, wanted: Wanted): string {
  const eol = /\r\n|\r|\n/.exec(example)?.[0] ?? '\n'
  const indent = /[\r\n]([^\S\r\n]+)\w+\s*=/.exec(example)?.[1] ?? '  '
  const equals = /\w(\s*=\s*)[{"]/.exec(example)?.[1] ?? ' = '
  const [open, close] = /=\s*"/.test(example) && !/=\s*\{/.test(example) ? ['"', '"'] : ['{', '}']
  const names = authorLines({ ...wanted, authorsTruncated: false }, [])
  const people = names.find((line) => !wanted.authors[1] || / and /.test(line)) ?? ''
  const isMeeting = wanted.venue !== null && !/arxiv|journal|transactions/i.test(wanted.venue)
  const fields: [string, string | number | null | undefined][] = [
    ['title', wanted.title],
    ['author', wanted.authorsTruncated ? `${people} and others` : people],
    [isMeeting ? 'booktitle' : 'journal', wanted.venue],
    ['year', wanted.year],
    ['url', wanted.links[0]?.url],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`${indent}${name}${equals}${open}${value}${close}`] : []))
  return `@${isMeeting ? 'inproceedings' : 'article'}{${citationKey(wanted)},${eol}${lines.join(`,${eol}`)}${eol}}`
}
