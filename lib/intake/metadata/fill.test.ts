import { expect, it } from 'vitest'
import { type Fields, fillEmpty } from './fill.ts'
import type { Answer } from './service.ts'

const answer: Answer = {
  title: 'The title',
  authors: [{ family: 'Noether', given: 'E.' }],
  authorsTruncated: false,
  venue: 'Nature',
  year: 2019,
  abstract: 'What it says.',
  doi: '10.1/x',
}
const empty: Fields = {
  title: 'What people wrote',
  authors: [],
  venue: null,
  year: null,
  abstract: null,
  hasDoi: false,
  identifiers: [{ scheme: 'arxiv', value: '1901.00001' }],
  filledFrom: {},
}

it('what is empty is filled in, and nothing else', () => {
  const { title: _title, ...rest } = answer
  expect(fillEmpty(empty, answer)).toEqual(rest)
  const written: Fields = {
    ...empty,
    authors: [{ family: 'Somebody' }],
    venue: 'Our journal',
    year: 1900,
    abstract: 'Ours',
    hasDoi: true,
  }
  expect(fillEmpty(written, answer)).toEqual({})
})

it('what a person took out again stays out', () => {
  expect(fillEmpty({ ...empty, filledFrom: { abstract: 'arxiv', year: 'crossref' } }, answer)).toEqual({
    authors: answer.authors,
    authorsTruncated: false,
    venue: 'Nature',
    doi: '10.1/x',
  })
})

it('a title that is nothing but the paper’s id gives way to the real one', () => {
  for (const title of ['arXiv:1901.00001', '1901.00001', 'arxiv: 1901.00001', 'Untitled arXiv:1901.00001']) {
    expect(fillEmpty({ ...empty, title }, answer).title).toBe('The title')
  }
  expect(fillEmpty({ ...empty, title: 'On arXiv:1901.00001' }, answer).title).toBeUndefined()
})

it('an answer out of all measure is not taken', () => {
  expect(fillEmpty(empty, { ...answer, year: 20_190, venue: 'x'.repeat(400) })).not.toHaveProperty('year')
  expect(fillEmpty(empty, { ...answer, venue: 'x'.repeat(400) })).not.toHaveProperty('venue')
})
