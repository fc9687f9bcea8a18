import { describe, expect, it } from 'vitest'
import { safePath } from './safe-path.ts'

const ORIGIN = 'https://papers.example.org'

describe('where a person goes after signing in', () => {
  it.each(['/', '/l/awesome', '/l/awesome?q=a%20b&year=2023#top', '/l/a/p/b'])(
    'keeps a path of this site: %s',
    (path) => {
      expect(safePath(path, ORIGIN)).toBe(path)
    },
  )

  it('keeps the path of an absolute address of this site', () => {
    expect(safePath(`${ORIGIN}/l/awesome?q=x`, ORIGIN)).toBe('/l/awesome?q=x')
  })

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'https://papers.example.org.evil.example/',
    'https://papers.example.org@evil.example/',
    'l/awesome',
    '',
    undefined,
    ['/l/a'],
  ])('never sends people to another site: %s', (path) => {
    expect(safePath(path, ORIGIN)).toBe('/')
  })

  it('does not lead back to the sign-in page or into the interface of the sign-in library', () => {
    expect(safePath('/sign-in?next=/', ORIGIN)).toBe('/')
    expect(safePath('/api/auth/signout', ORIGIN)).toBe('/')
  })
})
