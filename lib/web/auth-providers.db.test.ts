import { within } from '#lib/access/within.fixture.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { inviteMember } from '#lib/members/commands.ts'
import { findSessionUser } from '#lib/accounts/queries.ts'
import { prisma } from '#prisma/client.ts'
import { buildList, buildMember, buildSession, buildUser } from '#prisma/seed/builders.ts'
import { AuthBrowser } from '../../scripts/test/auth-browser.ts'
import { startOidcServer } from '../../scripts/test/oidc-server.ts'
import { authOptions } from './auth.ts'

const oidc = await startOidcServer('colloquium')
Object.assign(process.env, {
  NEXTAUTH_SECRET: 'a secret of the tests',
  NEXTAUTH_URL: 'http://localhost:3000',
  OIDC_ISSUER: `${oidc.issuer}/`,
  OIDC_ID: 'colloquium',
  OIDC_SECRET: 'secret',
})
afterAll(() => oidc.close())

const newBrowser = () => AuthBrowser.with((token) => authOptions('203.0.113.7', token))
const userOf = (browser: AuthBrowser) => findSessionUser(browser.cookies['next-auth.session-token'] ?? '')
const invited = (email: string) => prisma().user.create({ data: { email } })

async function signIn(browser: AuthBrowser, claims: Record<string, unknown> & { sub: string }, hidden = {}) {
  oidc.person = { claims, hidden }
  const away = await browser.post('/api/auth/signin/oidc', { callbackUrl: '/l/papers' })
  return browser.get(oidc.approve(away.location ?? ''))
}

describe('signing in with an OpenID Connect provider', () => {
  it('an invited person whose address is verified gets in and is remembered', async () => {
    const user = await invited('emmy@example.org')
    const browser = newBrowser()
    const answer = await signIn(browser, { sub: 'emmy', email: 'Emmy@Example.org', email_verified: true })
    expect(answer.location).toBe('http://localhost:3000/l/papers')
    expect(await userOf(browser)).toMatchObject({ id: user.id })
    const { emailVerified } = await prisma().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(emailVerified).not.toBeNull()
  })

  it('keeps no token of the provider', async () => {
    const [account] = await prisma().account.findMany({ where: { providerAccountId: 'emmy' } })
    expect(account).toMatchObject({ access_token: null, id_token: null, refresh_token: null })
  })

  it('proves the account: it opens every list, and ends the sign-in that a list’s admin handed out', async () => {
    const [list, other] = [await buildList(), await buildList()]
    const { actor: admin } = await buildMember(list.id, 'ADMIN')
    const { userId } = await within(admin, { id: list.id }, inviteMember, { email: 'lise@example.org', role: 'MEMBER' })
    await prisma().member.create({ data: { listId: other.id, userId, role: 'ADMIN' } })
    const handedOut = await buildSession(userId, undefined, { proof: 'LIST', listIds: [list.id] })
    const browser = newBrowser()
    await signIn(browser, { sub: 'lise', email: 'lise@example.org', email_verified: true })
    expect(await userOf(browser)).toMatchObject({ id: userId, provenFor: 'everything' })
    expect(await findSessionUser(handedOut.sessionToken)).toBeNull()
    expect(await prisma().verificationToken.count({ where: { identifier: 'lise@example.org' } })).toBe(0)
  })

  it('finds the address at userinfo where the ID token does not carry it', async () => {
    const user = await invited('ada@example.org')
    const browser = newBrowser()
    await signIn(browser, { sub: 'ada' }, { email: 'ada@example.org', email_verified: true })
    expect(await userOf(browser)).toMatchObject({ id: user.id })
  })

  it.each([false, undefined])('an address that is not verified (%s) opens nobody’s account', async (verified) => {
    await invited(`victim-${verified}@example.org`)
    const browser = newBrowser()
    const claims = { email: `victim-${verified}@example.org`, email_verified: verified }
    const answer = await signIn(browser, { sub: `thief-${verified}`, ...claims })
    expect(answer.location).toBe('/sign-in?error=EmailNotVerified')
    expect(await userOf(browser)).toBeNull()
  })

  it('somebody who was not invited stays outside, and no account is made', async () => {
    const browser = newBrowser()
    const answer = await signIn(browser, { sub: 'stranger', email: 'stranger@example.org', email_verified: true })
    expect(answer.location).toBe('/sign-in?error=NotInvited')
    expect(await prisma().user.findUnique({ where: { email: 'stranger@example.org' } })).toBeNull()
  })

  it('a person is still known after their address changed at the provider', async () => {
    const browser = newBrowser()
    await signIn(browser, { sub: 'emmy', email: 'emmy@elsewhere.example', email_verified: false })
    expect(await userOf(browser)).toMatchObject({ email: 'emmy@example.org' })
  })

  it('a second person at the same browser becomes themselves, not a part of the first', async () => {
    const first = await buildUser()
    const second = await invited('second@example.org')
    const browser = newBrowser()
    const { sessionToken } = await buildSession(first.id)
    browser.cookies['next-auth.session-token'] = sessionToken
    await signIn(browser, { sub: 'second', email: 'second@example.org', email_verified: true })
    expect(await userOf(browser)).toMatchObject({ id: second.id })
    expect(await prisma().account.count({ where: { userId: first.id } })).toBe(0)
  })

  it('an answer that this browser did not ask for is refused', async () => {
    const asking = newBrowser()
    oidc.person = { claims: { sub: 'emmy', email: 'emmy@example.org', email_verified: true }, hidden: {} }
    const away = await asking.post('/api/auth/signin/oidc')
    const other = newBrowser()
    const answer = await other.get(oidc.approve(away.location ?? ''))
    expect(answer.location).toContain('/sign-in?')
    expect(answer.location).toContain('error=OAuthCallback')
    expect(await userOf(other)).toBeNull()
  })
})
