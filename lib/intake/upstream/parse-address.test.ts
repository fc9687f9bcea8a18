import { describe, expect, it } from 'vitest'
import { parseAddress } from './parse-address.ts'

const at = (address: string, given?: { branch?: string; path?: string }) => {
  const place = parseAddress(new URL(address), given)
  if (place.kind === 'plain') return place.url
  return [`${place.owner}/${place.repo}`, place.branch, place.path, ...(place.isFolder ? ['folder'] : [])]
}

describe('an address on GitHub', () => {
  it('names a repository, however it was copied', () => {
    for (const address of ['', '/', '.git', '?tab=readme-ov-file#papers']) {
      expect(at(`https://github.com/o/awesome.list${address}`)).toEqual(['o/awesome.list', null, null])
    }
    expect(at('https://www.github.com/o/r')).toEqual(['o/r', null, null])
    expect(at('https://github.com/o/r/tree/dev')).toEqual(['o/r', 'dev', null])
  })

  it('names a folder, whose README is meant', () => {
    expect(at('https://github.com/o/r/tree/main/docs/papers')).toEqual(['o/r', 'main', 'docs/papers', 'folder'])
  })

  it('names a file, as a page or raw', () => {
    const file = ['o/r', 'main', 'docs/my list.md']
    for (const address of [
      'https://github.com/o/r/blob/main/docs/my%20list.md?plain=1#L20',
      'https://github.com/o/r/raw/main/docs/my%20list.md',
      'https://github.com/o/r/raw/refs/heads/main/docs/my%20list.md',
      'https://raw.githubusercontent.com/o/r/main/docs/my%20list.md',
      'https://raw.githubusercontent.com/o/r/refs/heads/main/docs/my%20list.md?token=x',
    ]) {
      expect(at(address)).toEqual(file)
    }
  })

  it('gives way to a branch and a path that are named beside it', () => {
    expect(at('https://github.com/o/r', { branch: 'dev', path: './docs/a.md' })).toEqual(['o/r', 'dev', 'docs/a.md'])
    expect(at('https://github.com/o/r/tree/main/docs', { path: 'docs/a.md' })).toEqual(['o/r', 'main', 'docs/a.md'])
    const address = 'https://github.com/o/r/blob/feature/x/docs/a.md'
    expect(at(address)).toEqual(['o/r', 'feature', 'x/docs/a.md'])
    expect(at(address, { branch: 'feature/x' })).toEqual(['o/r', 'feature/x', 'docs/a.md'])
  })

  it('of another kind is left as it is', () => {
    for (const address of [
      'https://github.com/o',
      'https://github.com/o/r/issues/3',
      'https://github.com/o/r/blob/main',
    ]) {
      expect(at(address)).toBe(address)
    }
    expect(at('https://github.com/o/...git')).toBe('https://github.com/o/...git')
    expect(at('https://github.com.evil.example/o/r')).toBe('https://github.com.evil.example/o/r')
  })
})

describe('an address elsewhere', () => {
  it('of a file’s page becomes the file’s own', () => {
    const id = '0123456789abcdef0123'
    expect(at(`https://gist.github.com/o/${id}#file-a-md`)).toBe(`https://gist.github.com/o/${id}/raw`)
    expect(at('https://gitlab.com/g/s/r/-/blob/main/README.md')).toBe('https://gitlab.com/g/s/r/-/raw/main/README.md')
    expect(at('https://codeberg.org/o/r/src/branch/main/a.md')).toBe('https://codeberg.org/o/r/raw/branch/main/a.md')
  })

  it('of a raw file stays as it is', () => {
    for (const address of [
      'https://gist.githubusercontent.com/o/1/raw/2/a.md',
      'https://gitlab.com/o/r/-/raw/main/README.md?ref_type=heads',
      'https://codeberg.org/o/r/raw/branch/main/a.md',
      'https://example.org/papers.md?v=2',
    ]) {
      expect(at(address)).toBe(address)
    }
  })
})
