import { describe, expect, it } from 'vitest'
import { githubVerifiedEmail, verifiedEmail } from './verified-email.ts'

describe('the address that a provider vouches for', () => {
  it('is the e-mail claim when the provider says that it is verified', () => {
    expect(verifiedEmail({ email: 'Ada@Example.org', email_verified: true })).toBe('ada@example.org')
    expect(verifiedEmail({ email: 'ada@example.org', email_verified: 'true' })).toBe('ada@example.org')
  })

  it.each([
    { email: 'ada@example.org' },
    { email: 'ada@example.org', email_verified: false },
    { email: 'ada@example.org', email_verified: 'false' },
    { email: 'ada@example.org', email_verified: 1 },
    { email_verified: true },
    { email: null, email_verified: true },
    { email: { toString: 'x' }, email_verified: true },
    null,
    'ada@example.org',
  ])('is nobody where it is not said to be verified: %j', (claims) => {
    expect(verifiedEmail(claims)).toBeNull()
  })

  it('is the primary and verified one of several at GitHub', () => {
    const emails = [
      { email: 'other@example.org', primary: false, verified: true },
      { email: 'Ada@Example.org', primary: true, verified: true },
    ]
    expect(githubVerifiedEmail(emails)).toBe('ada@example.org')
  })

  it('is nobody at GitHub while the primary address is unverified', () => {
    const emails = [
      { email: 'ada@example.org', primary: true, verified: false },
      { email: 'other@example.org', primary: false, verified: true },
    ]
    expect(githubVerifiedEmail(emails)).toBeNull()
    expect(githubVerifiedEmail({ message: 'Not Found' })).toBeNull()
  })
})
