import { describe, expect, it } from 'vitest'
import { assetPath } from './path.ts'
import { imageResolver } from './resolve.ts'

describe('the name of an image', () => {
  it.each([
    './assets/a.png',
    'assets/a.png',
    'assets//a.png',
    'assets/b/../a.png',
    'assets/a.png?raw=true',
    'assets/a.png#x',
    ' ./assets/a%2Epng ',
    'assets\\a.png',
  ])('is the same, written as %s', (written) => {
    expect(assetPath(written)).toBe('assets/a.png')
  })

  it.each([
    '',
    '.',
    '/etc/passwd',
    '../a.png',
    'a/../../b.png',
    'https://x.org/a.png',
    'data:image/png,x',
    '//x.org/a',
    'a%00.png',
  ])('is none of the list: %j', (written) => {
    expect(assetPath(written)).toBeNull()
  })

  it('keeps a percent sign that encodes nothing', () => {
    expect(assetPath('100%.png')).toBe('100%.png')
  })
})

describe('finding an image of a list', () => {
  const paths = new Map([
    ['assets/a.png', { sha256: 'aa', width: 3, height: 2 }],
    ['assets/b.png', { sha256: 'bb', width: null, height: null }],
  ])
  const resolve = imageResolver(paths, '/l/reading')

  it('gives its address and size', () => {
    expect(resolve('./assets/a.png')).toEqual({ src: '/l/reading/assets/aa', width: 3, height: 2 })
    expect(resolve('assets/b.png')).toEqual({ src: '/l/reading/assets/bb' })
  })

  it('gives null for what the list does not have', () => {
    expect(resolve('./assets/c.png')).toBeNull()
    expect(resolve('../assets/a.png')).toBeNull()
  })
})
