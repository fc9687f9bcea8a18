import { describe, expect, it } from 'vitest'
import { parseAuthors } from './authors.ts'
import { authorsField, fieldIdentifiers, fieldLinks, formValues } from './form-values.ts'
import type { PaperView } from '#lib/papers/schema.ts'

const paper: PaperView = {
  id: 'p',
  title: 'Finetuned language models are zero-shot learners',
  authors: [
    { family: 'Wei', given: 'J.' },
    { family: 'Le', given: 'Q. V.', afterGap: true },
  ],
  authorsTruncated: true,
  venue: 'ICLR',
  year: 2022,
  abstract: null,
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  links: [{ kind: 'paper', url: 'https://arxiv.org/abs/2109.01652', label: null }],
  identifiers: [
    { scheme: 'arxiv', value: '2109.01652' },
    { scheme: 'doi', value: '10.1000/182' },
  ],
  placements: [],
}

describe('a paper in its form', () => {
  it('repeats no identifier that a link already names', () => {
    expect(formValues(paper)).toMatchObject({ arxiv: '', doi: '10.1000/182', year: '2022', abstract: '' })
  })

  it.each([
    'Wei, J., Bosma, M., ... & Le, Q. V.',
    'Dherin, B., Munn, M., & Gonzalvo, J.',
    'OpenAI',
    'Vaswani, A., et al.',
    'Jane Doe, John van der Berg',
  ])('reads back the names that it wrote: %s', (line) => {
    const { authors, truncated } = parseAuthors(line)
    expect(parseAuthors(authorsField({ authors, authorsTruncated: truncated }))).toEqual({ authors, truncated })
  })

  it('finds each identifier once, and makes a link of a typed one where there is none', () => {
    const typed = { links: paper.links, arxiv: '2109.01652', doi: null }
    expect(fieldIdentifiers(typed)).toEqual([{ scheme: 'arxiv', value: '2109.01652' }])
    expect(fieldLinks({ ...typed, links: [] })).toEqual(paper.links)
    expect(fieldLinks({ links: [], arxiv: null, doi: null })).toEqual([])
  })
})
