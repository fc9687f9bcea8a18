import { describe, expect, it } from 'vitest'
import { maskPath } from './mask-path.ts'

describe('what the log learns of an address', () => {
  it('is the path, without what a person searched for or a sign-in link carries', () => {
    expect(maskPath('/l/reading?q=secret')).toBe('/l/reading')
    expect(maskPath('/sign-in/link?token=abc&email=a%40example.org')).toBe('/sign-in/link')
    expect(maskPath('/l/reading#x')).toBe('/l/reading')
  })

  it('never holds the token of a share link, however the address is written', () => {
    expect(maskPath('/s/TOKEN')).toBe('/s/[token]')
    expect(maskPath('/s/TOKEN/p/abc?x=1')).toBe('/s/[token]/p/abc')
    for (const address of ['//s/TOKEN/p', '/%73/TOKEN', '/s/TOKEN.rsc', '/s//TOKEN', '/s/TOKEN/assets/TOKEN2']) {
      expect(maskPath(address)).not.toMatch(/TOKEN(?!2)/)
    }
  })

  it('holds no token either that stands deeper in an address, or escaped twice', () => {
    const addresses = [
      '/_next/image?url=/s/TOKEN/assets/a',
      '/_next/image/%2Fs%2FTOKEN%2Fassets',
      '/_next/image%3Furl=%2Fs%2FTOKEN%2Fassets%2Fa',
      '/x/%252Fs%252FTOKEN/%ZZ',
      '/x\\s\\TOKEN',
    ]
    for (const address of addresses) expect(maskPath(address), address).not.toContain('TOKEN')
  })

  it('is short, whatever a stranger sends', () => {
    expect(maskPath(`/${'x'.repeat(5000)}`)).toHaveLength(200)
    expect(maskPath('/%E0%A4%A')).toBe('/%E0%A4%A')
  })
})
