import { describe, expect, it } from 'vitest'
import { parseEnv } from '#lib/env.ts'
import { githubClaims, oauthProviders, profileOfClaims } from './auth-providers.ts'

describe('sign-in providers', () => {
  it('are there only when their settings are complete', () => {
    expect(oauthProviders(parseEnv({}))).toEqual([])
    expect(oauthProviders(parseEnv({ GITHUB_ID: 'id', OIDC_ISSUER: 'https://id.example' }))).toEqual([])
    const complete = parseEnv({
      GITHUB_ID: 'a',
      GITHUB_SECRET: 'b',
      GOOGLE_ID: 'c',
      GOOGLE_SECRET: 'd',
      OIDC_ISSUER: 'https://id.example/',
      OIDC_ID: 'e',
      OIDC_SECRET: 'f',
      OIDC_NAME: 'the university',
    })
    const [github, google, oidc] = oauthProviders(complete)
    expect([github?.id, google?.id, oidc?.id]).toEqual(['github', 'google', 'oidc'])
    expect(oidc).toMatchObject({
      name: 'the university',
      wellKnown: 'https://id.example/.well-known/openid-configuration',
    })
  })

  it('hand on an address only where it is verified', () => {
    const claims = { sub: '7', name: 'Emmy', email: 'emmy@example.org' }
    expect(profileOfClaims({ ...claims, email_verified: true })).toEqual({
      id: '7',
      name: 'Emmy',
      email: 'emmy@example.org',
    })
    expect(profileOfClaims(claims)).toEqual({ id: '7', name: 'Emmy', email: null })
  })

  it('take GitHub’s word from its list of addresses, not from the public profile', () => {
    const user = { id: 7, login: 'emmy', email: 'public@example.org' }
    const emails = [{ email: 'emmy@example.org', primary: true, verified: true }]
    expect(githubClaims(user, emails)).toEqual({
      sub: '7',
      name: 'emmy',
      email: 'emmy@example.org',
      email_verified: true,
    })
    expect(githubClaims(user, [])).toMatchObject({ email: null, email_verified: false })
  })
})
