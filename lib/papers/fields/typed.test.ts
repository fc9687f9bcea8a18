import { describe, expect, it } from 'vitest'
import { nearWords, readTyped } from './typed.ts'

describe('what was typed into the search box', () => {
  it('may be a pasted identifier', () => {
    for (const text of ['2109.01652', 'arXiv:2109.01652v5', 'https://arxiv.org/pdf/2109.01652']) {
      expect(readTyped(text).identifier, text).toEqual({ scheme: 'arxiv', value: '2109.01652' })
    }
    expect(readTyped('10.1145/3292500.3330701').identifier).toMatchObject({ scheme: 'doi' })
    expect(readTyped('attention 2017').identifier).toBeNull()
  })

  it('may use the signs of search engines, which a hyphen inside a word is not', () => {
    expect(readTyped('"flow matching"').hasOperators).toBe(true)
    expect(readTyped('diffusion -image').hasOperators).toBe(true)
    expect(readTyped('in-context learning or not').hasOperators).toBe(false)
  })

  it('may end in a word that is not finished', () => {
    expect(readTyped('finetuned lang').unfinished).toBe('lang')
    expect(readTyped('finetuned la').unfinished).toBeNull()
    expect(readTyped("o'neil:*").unfinished).toBeNull()
  })

  it('knows the slips next to a word', () => {
    expect(nearWords('langauge')).toContain('language')
    expect(nearWords('modells')).toContain('models')
    expect(nearWords('fdsp')).toContain('fsdp')
    expect(nearWords("'; drop")).toEqual(["'; drop"])
  })
})
