import { headerOf, within } from '#lib/access/within.fixture.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Actor, STRANGER, SYSTEM } from '#lib/access/roles.ts'
import { listOwnMentions } from '#lib/discussion/queries.ts'
import { exportList } from '#lib/readme/write/queries.ts'
import { countWaitingLists, listLists } from '#lib/lists/queries.ts'
import { changeRole, inviteMember, newLinkForMember, removeMember } from '#lib/members/commands.ts'
import { listMembers } from '#lib/members/queries.ts'
import { endAllSessions, endOwnSession } from '#lib/accounts/account-commands.ts'
import { getAccount } from '#lib/accounts/account-queries.ts'
import { createSignInLink } from '#lib/accounts/commands.ts'
import type { Proven } from '#lib/accounts/proof.ts'
import { actorOfUser, findSessionUser } from '#lib/accounts/queries.ts'
import { unsafeWriteSignInLink } from '#lib/accounts/sign-in-link-commands.ts'
import type { SignInLink } from '#lib/accounts/sign-in-links.ts'
import { prisma } from '#prisma/client.ts'
import { actorOf, buildList, buildMember, buildUser } from '#prisma/seed/builders.ts'
import { AuthBrowser } from '../../scripts/test/auth-browser.ts'
import { authOptions } from './auth.ts'

Object.assign(process.env, { NEXTAUTH_SECRET: 'a secret of the tests', NEXTAUTH_URL: 'http://localhost:3000' })

type List = { id: string; slug: string; admin: Actor }

async function newList(): Promise<List> {
  const list = await buildList()
  return { ...list, admin: (await buildMember(list.id, 'ADMIN')).actor }
}

let listA: List
let listB: List
let root: Actor
let email: string
let count = 0

beforeEach(async () => {
  listA = await newList()
  listB = await newList()
  root = actorOf(await buildUser({ isInstallationAdmin: true }))
  email = `emmy-${count++}@example.org`
})

const newBrowser = () => AuthBrowser.with((token) => authOptions('203.0.113.7', token))
const tokenOf = (browser: AuthBrowser) => browser.cookies['next-auth.session-token'] ?? ''
const open = (browser: AuthBrowser, link: SignInLink | null) =>
  browser.get(`/api/auth/callback/email?${new URL(link?.url ?? '').searchParams}&callbackUrl=/`)
const invite = (list: List, by: Actor = list.admin, role: 'ADMIN' | 'MEMBER' = 'ADMIN') =>
  within(by, { id: list.id }, inviteMember, { email, role, name: 'Emmy' })
const emmy = () => prisma().user.findUniqueOrThrow({ where: { email } })
const BY_MAIL: Proven = { proof: 'MAILBOX', listIds: [] }
const mailed = () => unsafeWriteSignInLink(prisma(), email, { proven: BY_MAIL, lifetimeMs: 60_000, replace: false })

async function actorIn(browser: AuthBrowser): Promise<Actor> {
  const user = await findSessionUser(tokenOf(browser))
  return user ? actorOfUser(user) : STRANGER
}

/** What the person at this browser gets when they open the list. */
async function opening(browser: AuthBrowser, list: List): Promise<string> {
  const actor = await actorIn(browser)
  const found = await within(actor, { slug: list.slug }, headerOf).catch((error: { code: string }) => error.code)
  return typeof found === 'string' ? found : 'opens'
}

async function signedIn(link: SignInLink | null): Promise<AuthBrowser> {
  const browser = newBrowser()
  await open(browser, link)
  return browser
}

const statusIn = async (list: List) => {
  const { members } = await within(list.admin, { id: list.id }, listMembers)
  const member = members.find((one) => one.email === email)
  return member && [member.status, member.canHaveLink]
}

describe('an admin of one list who opens the link that they made in somebody’s name', () => {
  it('does not come into another list that invites this person later as admin', async () => {
    const mallory = await signedIn((await invite(listA)).link)
    await invite(listB)
    expect(await opening(mallory, listA)).toBe('opens')
    expect(await opening(mallory, listB)).toBe('unproven')
    const actor = await actorIn(mallory)
    await expect(within(actor, { id: listB.id }, listMembers)).rejects.toMatchObject({ code: 'unproven' })
    await expect(within(actor, { slug: listB.slug }, exportList)).rejects.toMatchObject({ code: 'unproven' })
    await expect(invite(listB, actor)).rejects.toMatchObject({ code: 'unproven' })
  })

  it('does not come into one that had invited them before', async () => {
    await invite(listB)
    const mallory = await signedIn((await invite(listA)).link)
    expect(await opening(mallory, listA)).toBe('opens')
    expect(await opening(mallory, listB)).toBe('unproven')
  })

  it('learns how many lists wait, and neither their names nor who called the person there', async () => {
    const mallory = await signedIn((await invite(listA)).link)
    await invite(listB)
    const actor = await actorIn(mallory)
    expect((await listLists(actor)).map(({ slug }) => slug)).toEqual([listA.slug])
    expect(await countWaitingLists(actor)).toBe(1)
    expect(await listOwnMentions(actor)).toEqual([])
  })

  it('does not come in by a promotion: a member who waits waits as admin too', async () => {
    const mallory = await signedIn((await invite(listA)).link)
    const { userId } = await invite(listB, listB.admin, 'MEMBER')
    await within(listB.admin, { id: listB.id }, changeRole, { userId, role: 'ADMIN' })
    expect(await opening(mallory, listB)).toBe('unproven')
  })

  it('does not come in where the installation’s admin added the person: that vouches by its own link only', async () => {
    const mallory = await signedIn((await invite(listA)).link)
    const { link } = await invite(listB, root)
    expect(await opening(mallory, listB)).toBe('unproven')
    const person = await signedIn(link)
    expect([await opening(person, listA), await opening(person, listB)]).toEqual(['opens', 'opens'])
    expect(await opening(mallory, listA)).toBe('not_found')
  })

  it('neither sees nor ends the person’s other sign-ins', async () => {
    const first = await invite(listA)
    const second = await invite(listB)
    const person = await signedIn(second.link)
    const mallory = await signedIn((await within(listA.admin, { id: listA.id }, newLinkForMember, first.userId)).link)
    // Opened last, it ends what rests on B's link; so the person signs in there again.
    const again = await signedIn((await within(listB.admin, { id: listB.id }, newLinkForMember, first.userId)).link)
    expect(await actorIn(person)).toBe(STRANGER)
    expect(await actorIn(mallory)).toBe(STRANGER)
    const { id } = await prisma().session.findFirstOrThrow({ where: { userId: first.userId } })
    const onlyA = actorOf(await emmy(), [listA.id])
    expect((await getAccount(onlyA, null)).sessions).toEqual([])
    expect(await endOwnSession(onlyA, id)).toBe(false)
    await endAllSessions(onlyA)
    expect(await opening(again, listB)).toBe('opens')
  })
})

describe('to a stranger and to an outsider', () => {
  it('a list answers as if it were not there, also while a member waits', async () => {
    await signedIn((await invite(listA)).link)
    await invite(listB)
    const outsider = actorOf(await buildUser())
    for (const actor of [STRANGER, outsider, actorOf(await buildUser(), [listA.id])]) {
      await expect(within(actor, { slug: listB.slug }, headerOf)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('a member who waits is told so in a sentence, and what to do', async () => {
    const person = await signedIn((await invite(listA)).link)
    await invite(listB)
    await expect(within(await actorIn(person), { slug: listB.slug }, headerOf)).rejects.toThrow(
      /your sign-in does not open it yet.*by mail.*ask an admin of this list/s,
    )
  })
})

describe('a link that the second list’s admin hands out', () => {
  it('opens that list only, and ends the sign-ins that rest on the first list’s link', async () => {
    const mallory = await signedIn((await invite(listA)).link)
    const { link } = await invite(listB)
    const person = await signedIn(link)
    expect([await opening(person, listB), await opening(person, listA)]).toEqual(['opens', 'unproven'])
    expect(await actorIn(mallory)).toBe(STRANGER)
  })

  it('adds to what the same browser opens: the person keeps the first list', async () => {
    const person = await signedIn((await invite(listA)).link)
    await open(person, (await invite(listB)).link)
    expect([await opening(person, listA), await opening(person, listB)]).toEqual(['opens', 'opens'])
    expect(await prisma().session.count({ where: { user: { email } } })).toBe(1)
  })

  it('adds nothing of another person’s sign-in in the same browser', async () => {
    const first = await signedIn((await invite(listA)).link)
    email = `ada-${count++}@example.org`
    await invite(listA)
    await open(first, (await invite(listB)).link)
    expect([await opening(first, listB), await opening(first, listA)]).toEqual(['opens', 'unproven'])
  })

  it('does not end the first list’s link that waits: each opens its own list, in whatever order', async () => {
    const [first, second] = [await invite(listA), await invite(listB)]
    const person = await signedIn(second.link)
    await open(person, first.link)
    expect([await opening(person, listA), await opening(person, listB)]).toEqual(['opens', 'opens'])
  })

  it('lets the first list’s admin make a new one where it ended what theirs had opened', async () => {
    const { userId, link } = await invite(listA)
    await signedIn(link)
    expect(await statusIn(listA)).toEqual(['active', false])
    await signedIn((await invite(listB)).link)
    expect(await statusIn(listA)).toEqual(['waiting', true])
    expect((await within(listA.admin, { id: listA.id }, newLinkForMember, userId)).link).not.toBeNull()
  })
})

describe('the members page', () => {
  it('says that the person waits for proof, until they have given it', async () => {
    const invitation = await invite(listA)
    expect(await statusIn(listA)).toEqual(['invited', true])
    await signedIn(invitation.link)
    expect(await statusIn(listA)).toEqual(['active', false])
    const { link } = await invite(listB)
    expect(await statusIn(listB)).toEqual(['waiting', true])
    await signedIn(link)
    expect(await statusIn(listB)).toEqual(['active', false])
  })

  it('offers no link to somebody who has proven the account, and they are active at once', async () => {
    await invite(listA)
    const person = await signedIn(await mailed())
    expect(await invite(listB)).toMatchObject({ link: null, withoutLink: 'has-signed-in' })
    expect(await opening(person, listB)).toBe('opens')
    expect(await statusIn(listB)).toEqual(['active', false])
  })
})

describe('a proof of the account', () => {
  const proofs: [string, () => Promise<SignInLink>][] = [
    ['a link that was mailed', mailed],
    ['a link from the operator', () => createSignInLink(SYSTEM, email)],
    [
      'a link from the installation’s admin',
      async () => (await within(root, { id: listB.id }, newLinkForMember, (await emmy()).id)).link ?? expect.fail(),
    ],
  ]

  it.each(proofs)('%s opens every list, and ends what admins of lists handed out', async (_, link) => {
    const { link: ofA } = await invite(listA)
    const mallory = await signedIn(ofA)
    const { link: ofB } = await invite(listB)
    const person = await signedIn(await link())
    expect([await opening(person, listA), await opening(person, listB)]).toEqual(['opens', 'opens'])
    expect(await actorIn(mallory)).toBe(STRANGER)
    const late = newBrowser()
    expect((await open(late, ofB)).location).toBe('/sign-in?error=Verification')
    expect(await actorIn(late)).toBe(STRANGER)
  })

  it('does not end another proof: two browsers stay signed in', async () => {
    await invite(listA)
    const [first, second] = [await signedIn(await mailed()), await signedIn(await createSignInLink(SYSTEM, email))]
    expect([await opening(first, listA), await opening(second, listA)]).toEqual(['opens', 'opens'])
  })

  it('at the same moment as a list’s link leaves no sign-in that rests on the list’s', async () => {
    for (let round = 0; round < 4; round++) {
      email = `race-${count++}@example.org`
      const { link } = await invite(listA)
      const [, proven] = await Promise.all([signedIn(link), mailed().then(signedIn)])
      expect(await opening(proven, listA)).toBe('opens')
      expect(await prisma().session.count({ where: { user: { email }, proof: 'LIST' } })).toBe(0)
    }
  })
})

describe('somebody who is removed and invited again', () => {
  it('opens a new link first: what the old one had proven is over', async () => {
    const invitation = await invite(listA)
    const person = await signedIn(invitation.link)
    await within(listA.admin, { id: listA.id }, removeMember, invitation.userId)
    expect(await opening(person, listA)).toBe('not_found')
    const again = await invite(listA)
    expect(await opening(person, listA)).toBe('unproven')
    await open(person, again.link)
    expect(await opening(person, listA)).toBe('opens')
  })

  it('keeps the other list meanwhile', async () => {
    const person = await signedIn((await invite(listA)).link)
    const { userId, link } = await invite(listB)
    await open(person, link)
    await within(listB.admin, { id: listB.id }, removeMember, userId)
    await invite(listB)
    expect([await opening(person, listA), await opening(person, listB)]).toEqual(['opens', 'unproven'])
  })

  it('cannot use the link of the first invitation', async () => {
    const { userId, link } = await invite(listA)
    await invite(listB)
    await within(listA.admin, { id: listA.id }, removeMember, userId)
    await invite(listA)
    expect((await open(newBrowser(), link)).location).toBe('/sign-in?error=Verification')
  })

  it('is in at once where they have proven the account', async () => {
    const { userId } = await invite(listA)
    const person = await signedIn(await mailed())
    await within(listA.admin, { id: listA.id }, removeMember, userId)
    await invite(listA)
    expect(await opening(person, listA)).toBe('opens')
  })
})

describe('the account of an installation admin', () => {
  const promote = async () => prisma().user.update({ where: { email }, data: { isInstallationAdmin: true } })

  it('is not opened by a list’s link that was made before they became one', async () => {
    const { link } = await invite(listA)
    await promote()
    const mallory = newBrowser()
    expect((await open(mallory, link)).location).toBe('/sign-in?error=ProvenSince')
    expect(await actorIn(mallory)).toBe(STRANGER)
  })

  it('is not open to a sign-in by a list’s link that was there before they became one', async () => {
    const mallory = await signedIn((await invite(listA)).link)
    await promote()
    expect(await actorIn(mallory)).toBe(STRANGER)
  })

  it('opens by the operator’s link', async () => {
    await invite(listA)
    await promote()
    const person = await signedIn(await createSignInLink(SYSTEM, email))
    expect(await opening(person, listB)).toBe('opens')
  })
})
