import { within } from '#lib/access/within.fixture.ts'
import { createHash } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { inviteMember } from '#lib/members/commands.ts'
import { endAllSessions, endOwnSession, endSession } from '#lib/accounts/account-commands.ts'
import { findSignInLink, getAccount } from '#lib/accounts/account-queries.ts'
import { createSignInLink, requestSignInLink } from '#lib/accounts/commands.ts'
import { findSessionUser } from '#lib/accounts/queries.ts'
import { hashSessionToken } from '#lib/accounts/session-token.ts'
import { prisma } from '#prisma/client.ts'
import { actorOf, buildList, buildMember, buildUser } from '#prisma/seed/builders.ts'
import { AuthBrowser } from '../../scripts/test/auth-browser.ts'
import { linkIn, startMailServer } from '../../scripts/test/mail-server.ts'
import { authOptions } from './auth.ts'

const smtp = await startMailServer()
Object.assign(process.env, {
  NEXTAUTH_SECRET: 'a secret of the tests',
  NEXTAUTH_URL: 'http://localhost:3000',
  SMTP_URL: smtp.url,
})
afterAll(() => smtp.close())
beforeEach(() => prisma().rateLimit.deleteMany({}))

const newBrowser = () => AuthBrowser.with((token) => authOptions('203.0.113.7', token))
const sessionOf = (browser: AuthBrowser) => browser.cookies['next-auth.session-token'] ?? ''
/** What the landing page's button does. */
const redeem = (browser: AuthBrowser, link: string, next = '/l/papers') =>
  browser.get(`/api/auth/callback/email?${new URL(link).searchParams}&callbackUrl=${encodeURIComponent(next)}`)
const invited = () => prisma().user.create({ data: { email: `invited-${Math.random()}@example.org` } })

async function signedIn() {
  const user = await invited()
  const browser = newBrowser()
  await redeem(browser, (await createSignInLink(SYSTEM, user.email)).url)
  return { user, browser, actor: actorOf(user) }
}

describe('a one-time link', () => {
  it('signs the invited person in, once, and remembers that they came', async () => {
    const user = await invited()
    const { url } = await createSignInLink(SYSTEM, user.email)
    const browser = newBrowser()
    const answer = await redeem(browser, url)
    expect(answer.location).toBe('http://localhost:3000/l/papers')
    expect(await findSessionUser(sessionOf(browser))).toMatchObject({ id: user.id })
    const { emailVerified } = await prisma().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(emailVerified).not.toBeNull()

    const second = newBrowser()
    expect((await redeem(second, url)).location).toBe('/sign-in?error=Verification')
    expect(sessionOf(second)).toBe('')
  })

  it('is stored as a hash only', async () => {
    const user = await invited()
    const token = new URL((await createSignInLink(SYSTEM, user.email)).url).searchParams.get('token') ?? ''
    const [row] = await prisma().verificationToken.findMany({ where: { identifier: user.email } })
    expect(row?.token).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('is refused when its time is over, or with another person’s address', async () => {
    const [user, other] = [await invited(), await invited()]
    const { url } = await createSignInLink(SYSTEM, user.email)
    const stolen = url.replace(encodeURIComponent(user.email), encodeURIComponent(other.email))
    expect((await redeem(newBrowser(), stolen)).location).toBe('/sign-in?error=Verification')
    await prisma().verificationToken.updateMany({ where: {}, data: { expires: new Date(Date.now() - 1000) } })
    const token = new URL(url).searchParams.get('token') ?? ''
    expect(await findSignInLink(user.email, token)).toBeNull()
    expect((await redeem(newBrowser(), url)).location).toBe('/sign-in?error=Verification')
  })

  it('can be looked at as often as one likes without being used up', async () => {
    const user = await invited()
    const { url } = await createSignInLink(SYSTEM, user.email)
    const token = new URL(url).searchParams.get('token') ?? ''
    expect(await findSignInLink(user.email, token)).not.toBeNull()
    expect(await findSignInLink(user.email, token)).not.toBeNull()
    expect(await findSignInLink(user.email, 'another')).toBeNull()
  })

  it('lets nobody in whose account is gone, and makes none', async () => {
    const user = await invited()
    const { url } = await createSignInLink(SYSTEM, user.email)
    await prisma().user.delete({ where: { id: user.id } })
    expect((await redeem(newBrowser(), url)).location).toBe('/sign-in?error=NotInvited')
    expect(await prisma().user.findUnique({ where: { email: user.email } })).toBeNull()
  })

  it('never leads to another site', async () => {
    const user = await invited()
    const { url } = await createSignInLink(SYSTEM, user.email)
    const answer = await redeem(newBrowser(), url, 'https://evil.example/')
    expect(answer.location).toBe('http://localhost:3000/')
  })

  it('works in a browser whose last session was ended elsewhere, or was another person’s', async () => {
    const { browser, actor } = await signedIn()
    await endAllSessions(actor)
    const other = await invited()
    await redeem(browser, (await createSignInLink(SYSTEM, other.email)).url)
    expect(await findSessionUser(sessionOf(browser))).toMatchObject({ id: other.id })
  })

  it('is made for anybody by the operator, and by nobody else through this door', async () => {
    const root = actorOf(await buildUser({ isInstallationAdmin: true }))
    const user = await invited()
    await expect(createSignInLink(root, user.email)).rejects.toMatchObject({ code: 'not_found' })
    await expect(createSignInLink(SYSTEM, 'nobody@example.org')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a session', () => {
  it('that is ended is refused on the next request', async () => {
    const { browser } = await signedIn()
    await endSession(sessionOf(browser))
    expect(await findSessionUser(sessionOf(browser))).toBeNull()
  })

  it('is refused after its last day', async () => {
    const { browser } = await signedIn()
    await prisma().session.updateMany({
      where: { sessionToken: hashSessionToken(sessionOf(browser)) },
      data: { expires: new Date() },
    })
    expect(await findSessionUser(sessionOf(browser))).toBeNull()
  })

  it('is shown to its person without its token, and ended by nobody else', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()]
    const account = await getAccount(mine.actor, sessionOf(mine.browser))
    expect(account.sessions).toHaveLength(1)
    expect(account.sessions[0]).toMatchObject({ isCurrent: true })
    expect(JSON.stringify(account)).not.toContain(sessionOf(mine.browser))
    const id = account.sessions[0]?.id ?? ''
    expect(await endOwnSession(theirs.actor, id)).toBe(false)
    expect(await endOwnSession(mine.actor, id)).toBe(true)
    expect(await findSessionUser(sessionOf(mine.browser))).toBeNull()
  })

  it('is stored as a hash of its token only, and whoever reads the hash cannot sign in with it', async () => {
    const { user, browser } = await signedIn()
    const token = sessionOf(browser)
    const row = await prisma().session.findFirstOrThrow({ where: { userId: user.id } })
    expect(row.sessionToken).toBe(createHash('sha256').update(token).digest('hex'))
    expect(JSON.stringify(row)).not.toContain(token)
    expect(await findSessionUser(row.sessionToken)).toBeNull()
  })

  it('lasts thirty days', async () => {
    const { browser } = await signedIn()
    const { expires } = await prisma().session.findUniqueOrThrow({
      where: { sessionToken: hashSessionToken(sessionOf(browser)) },
    })
    expect(Math.round((expires.getTime() - Date.now()) / 86_400_000)).toBe(30)
  })

  it('also ends at next-auth’s own sign-out', async () => {
    const { browser } = await signedIn()
    const token = sessionOf(browser)
    await browser.post('/api/auth/signout')
    expect(await findSessionUser(token)).toBeNull()
    expect(sessionOf(browser)).toBe('')
  })
})

describe('asking for a link by mail', () => {
  const mailsTo = (email: string) => smtp.mails.filter((mail) => mail.to === email)

  it('an invited person gets one that signs them in', async () => {
    const user = await invited()
    await requestSignInLink(user.email.toUpperCase(), 'a client')
    await vi.waitFor(() => expect(mailsTo(user.email)).toHaveLength(1))
    const browser = newBrowser()
    await redeem(browser, linkIn(mailsTo(user.email)[0] ?? { to: '', source: '' }))
    expect(await findSessionUser(sessionOf(browser))).toMatchObject({ id: user.id })
  })

  it('next-auth answers the same whether or not anybody has the address, and mails only who was invited', async () => {
    const user = await invited()
    const [known, unknown] = [
      await newBrowser().post('/api/auth/signin/email', { email: user.email, json: 'true' }),
      await newBrowser().post('/api/auth/signin/email', { email: 'nobody@example.org', json: 'true' }),
    ]
    expect(unknown).toEqual(known)
    expect(known.body).toEqual({ url: '/sign-in/sent' })
    await vi.waitFor(() => expect(mailsTo(user.email)).toHaveLength(1))
    expect(mailsTo('nobody@example.org')).toHaveLength(0)
    expect(await prisma().verificationToken.count({ where: { identifier: 'nobody@example.org' } })).toBe(0)
  })

  it('does not end the link that an admin handed out', async () => {
    const user = await invited()
    const { url } = await createSignInLink(SYSTEM, user.email)
    await requestSignInLink(user.email, 'a client')
    await vi.waitFor(() => expect(mailsTo(user.email)).toHaveLength(1))
    expect((await redeem(newBrowser(), url)).location).toBe('http://localhost:3000/l/papers')
  })

  it('in somebody’s name, however often, neither locks them out nor fills their mailbox', async () => {
    const user = await invited()
    for (let i = 0; i < 25; i++) await requestSignInLink(user.email, `a stranger ${i}`)
    await vi.waitFor(() => expect(mailsTo(user.email)).toHaveLength(10))
    await requestSignInLink(user.email, 'the person')
    const browser = newBrowser()
    await redeem(browser, linkIn(mailsTo(user.email)[9] ?? { to: '', source: '' }))
    expect(await findSessionUser(sessionOf(browser))).toMatchObject({ id: user.id })
    // One was used, so there is room for another.
    await requestSignInLink(user.email, 'the person')
    await vi.waitFor(() => expect(mailsTo(user.email)).toHaveLength(11))
  })

  it('is limited for one client, whatever it asks for, at both doors', async () => {
    for (let i = 0; i < 30; i++) await requestSignInLink(`guess-${i}@example.org`, '203.0.113.7')
    await expect(requestSignInLink('guess-30@example.org', '203.0.113.7')).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringMatching(/^Too many sign-in links were asked for\. Try again in (59|60) minutes\.$/),
    })
    const answer = await newBrowser().post('/api/auth/signin/email', { email: 'guess-30@example.org' })
    expect(answer.location).toBe('/sign-in?error=RateLimited')
    await expect(requestSignInLink('guess-30@example.org', 'somebody else')).resolves.toBeUndefined()
  })
})

describe('an invitation by mail', () => {
  const mailsTo = (email: string) => smtp.mails.filter((mail) => mail.to === email)

  it('has a link of its own that proves the mailbox; the admin’s opens the one list only', async () => {
    const [mine, other] = [await buildList(), await buildList()]
    const { actor: admin } = await buildMember(mine.id, 'ADMIN')
    const { actor: otherAdmin } = await buildMember(other.id, 'ADMIN')
    const email = `mailed-${Math.random()}@example.org`
    const first = await within(admin, { id: mine.id }, inviteMember, { email, role: 'MEMBER' })
    await within(otherAdmin, { id: other.id }, inviteMember, { email, role: 'MEMBER' })
    const byMail = linkIn(mailsTo(email)[1] ?? { to: '', source: '' })
    expect(first.mailed).toBe(true)
    expect(mailsTo(email).map(linkIn)).not.toContain(first.link?.url)

    const mallory = newBrowser()
    await redeem(mallory, first.link?.url ?? '')
    expect(await findSessionUser(sessionOf(mallory))).toMatchObject({ provenFor: [mine.id] })
    const person = newBrowser()
    await redeem(person, byMail)
    expect(await findSessionUser(sessionOf(person))).toMatchObject({ provenFor: 'everything' })
    expect(await findSessionUser(sessionOf(mallory))).toBeNull()
  })

  it('to somebody who has proven the account only tells them of the list', async () => {
    const list = await buildList()
    const { actor: admin } = await buildMember(list.id, 'ADMIN')
    const known = await buildUser()
    await within(admin, { id: list.id }, inviteMember, { email: known.email, role: 'MEMBER' })
    expect(mailsTo(known.email).map(linkIn)).toEqual([`http://localhost:3000/l/${list.slug}`])
    expect(await prisma().verificationToken.count({ where: { identifier: known.email } })).toBe(0)
  })
})
