import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashSignInToken, newSignInToken, normalizeEmail } from './sign-in-links.ts'

type HashToken = (token: string, options: { provider: object; secret: string }) => string

describe('a one-time token', () => {
  it('is hashed exactly as next-auth hashes the token of the link that it redeems', () => {
    const require = createRequire(import.meta.url)
    const file = join(dirname(require.resolve('next-auth')), 'core/lib/utils.js')
    const { hashToken } = require(file) as { hashToken: HashToken }
    const token = newSignInToken()
    expect(hashSignInToken(token, 'a secret')).toBe(hashToken(token, { provider: {}, secret: 'a secret' }))
  })

  it('is long, random and safe in an address', () => {
    expect(newSignInToken()).toMatch(/^[\w-]{43}$/)
    expect(newSignInToken()).not.toBe(newSignInToken())
  })
})

describe('an e-mail address', () => {
  it('is one address however it is written', () => {
    expect(normalizeEmail('  Ada@Example.ORG ')).toBe('ada@example.org')
  })
})
