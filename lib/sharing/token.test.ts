import { describe, expect, it } from 'vitest'
import { createToken, hashToken, lookupHash } from './token.ts'

describe('the token of a share link', () => {
  it('cannot be guessed and never repeats', () => {
    const tokens = new Set(Array.from({ length: 100 }, createToken))
    expect(tokens.size).toBe(100)
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  })

  it('is known to the database only by its sha256', () => {
    const token = createToken()
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/)
    expect(lookupHash(token)).toBe(hashToken(token))
  })

  it('is looked up also where the address carries none', () => {
    for (const address of ['', 'x', '../../etc/passwd', 'a'.repeat(100_000)]) {
      expect(lookupHash(address)).toBe(hashToken('malformed'))
    }
  })
})
