import { describe, expect, it } from 'vitest'
import { recognise, withScheme } from './recognise.ts'

describe('what a pasted text looks like', () => {
  it('is an address where it is one line that is one', () => {
    expect(recognise(' https://github.com/a/b \n')).toEqual({ kind: 'address', isGitHub: true })
    expect(recognise('github.com/a/b')).toEqual({ kind: 'address', isGitHub: true })
    expect(recognise('https://example.org/README.md')).toEqual({ kind: 'address', isGitHub: false })
  })

  it('is a text where an address is only part of it', () => {
    expect(recognise('See https://github.com/a/b')).toEqual({ kind: 'text', lines: 1 })
    expect(recognise('https://example.org/a\nhttps://example.org/b')).toEqual({ kind: 'text', lines: 2 })
  })

  it('is a bibliography by how it begins', () => {
    expect(recognise('\n@article{x, title={Y}}')).toEqual({ kind: 'bibliography', format: 'BibTeX' })
    expect(recognise('TY  - JOUR\nTI  - X')).toEqual({ kind: 'bibliography', format: 'RIS' })
    expect(recognise('[{"title": "X"}]')).toEqual({ kind: 'bibliography', format: 'CSL-JSON' })
  })

  it('is a list of ids where it holds nothing else', () => {
    expect(recognise('2301.00001\narXiv:2302.00002v3, 10.1000/xyz\nhttps://arxiv.org/abs/2303.00003')).toEqual({
      kind: 'ids',
      count: 4,
    })
    expect(recognise('2301.00001 is good')).toEqual({ kind: 'text', lines: 1 })
  })

  it('is a list for a Markdown link that stands first', () => {
    expect(recognise('[A paper](https://example.org)')).toEqual({ kind: 'text', lines: 1 })
  })

  it('is nothing where nothing was typed', () => {
    expect(recognise(' \n ')).toEqual({ kind: 'nothing' })
  })
})

it('an address without a scheme is one on the web', () => {
  expect(withScheme('github.com/a/b')).toBe('https://github.com/a/b')
  expect(withScheme(' http://a.org ')).toBe('http://a.org')
})
