import { describe, expect, it } from 'vitest'
import { authorsLine, contentsLine } from './describe.ts'

const authors = [{ family: 'Wei', given: 'J.' }, { family: 'Bosma' }, { family: 'Zhao' }, { family: 'Guu' }]

describe('what a link preview says', () => {
  it('names who wrote a paper and where it came out, as far as it is known', () => {
    const paper = { authors, authorsTruncated: false, venue: 'ICLR', year: 2022 }
    expect(authorsLine(paper, 'Reading')).toBe('Wei et al., ICLR 2022. Shared from Reading.')
    expect(authorsLine({ ...paper, venue: null, year: null }, 'Reading')).toBe('Wei et al. Shared from Reading.')
    const bare = { authors: [], authorsTruncated: false, venue: null, year: null }
    expect(authorsLine(bare, 'Reading')).toBe('Shared from Reading.')
  })

  it('takes a list at its word, and counts a section', () => {
    expect(contentsLine({ title: 'Reading', description: 'What we read.' }, null)).toBe('What we read.')
    expect(contentsLine({ title: 'Reading', description: null }, null)).toBe(
      'The papers of Reading, shared to be read.',
    )
    expect(contentsLine({ title: 'Reading', description: null }, { total: 1 })).toBe('1 paper, shared from Reading.')
  })
})
