import { within } from '#lib/access/within.fixture.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, type Role, SYSTEM } from '#lib/access/roles.ts'
import { roleInList } from '#lib/accounts/queries.ts'
import { actorOf, buildCast, buildList, buildMember, buildUser } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { changeRole, inviteMember, newLinkForMember, removeMember } from './commands.ts'
import { listMembers } from './queries.ts'

process.env.NEXTAUTH_SECRET = 'a secret of the tests'

let list: { id: string; slug: string }
let cast: Awaited<ReturnType<typeof buildCast>>
let next = 0
const newEmail = () => `new-${next++}@example.org`
const invite = (actor: Actor, fields: { email?: string; role?: Role; name?: string } = {}, ref = list) =>
  within(actor, ref, inviteMember, { email: newEmail(), role: 'MEMBER', name: undefined, ...fields })
const openLinks = (email: string) => prisma().verificationToken.count({ where: { identifier: email } })
const userId = (actor: Actor) => (actor.kind === 'user' ? actor.userId : '')

beforeAll(async () => {
  list = await buildList()
  cast = await buildCast(list.id)
})

describe('inviting', () => {
  it('an admin invites somebody new, who is a member at once, and gets their link', async () => {
    const invitation = await invite(cast.admin, { name: 'Emmy' })
    expect(invitation.link?.url).toContain('/sign-in/link?token=')
    expect(invitation.withoutLink).toBeNull()
    const { members } = await within(cast.admin, list, listMembers)
    expect(members.find((member) => member.userId === invitation.userId)).toMatchObject({
      name: 'Emmy',
      role: 'MEMBER',
      status: 'invited',
      canHaveLink: true,
    })
  })

  it.each(['member', 'viewer'] as const)('a %s may not', async (who) => {
    await expect(invite(cast[who])).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each(['outsider', 'stranger'] as const)('to a %s the list does not exist', async (who) => {
    await expect(invite(cast[who])).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(cast[who], list, listMembers)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('an address counts once, however it is written', async () => {
    const { email } = await invite(cast.admin)
    await expect(invite(cast.admin, { email })).rejects.toMatchObject({
      code: 'conflict',
      fields: { email: /already/ },
    })
  })

  it('somebody who has signed in before is added, and nobody gets a link to their account', async () => {
    const known = await buildUser()
    const invitation = await invite(cast.admin, { email: known.email })
    expect(invitation).toMatchObject({ userId: known.id, link: null, withoutLink: 'has-signed-in' })
    expect(await openLinks(known.email)).toBe(0)
  })

  it('inviting the installation’s admin does not hand out their account', async () => {
    const root = await prisma().user.create({ data: { email: newEmail(), isInstallationAdmin: true } })
    const invitation = await invite(cast.admin, { email: root.email })
    expect(invitation).toMatchObject({ link: null, withoutLink: 'installation-admin' })
  })
})

describe('links', () => {
  it('an admin makes a new one for somebody who has not come yet, and the old one ends', async () => {
    const { userId: id, email, link } = await invite(cast.admin)
    const again = await within(cast.admin, list, newLinkForMember, id)
    expect(again.link?.url).not.toBe(link?.url)
    expect(await openLinks(email)).toBe(1)
  })

  it('an admin makes none for somebody who has signed in; an installation admin does', async () => {
    await expect(within(cast.admin, list, newLinkForMember, userId(cast.member))).rejects.toMatchObject({
      code: 'forbidden',
    })
    const made = await within(cast.installationAdmin, list, newLinkForMember, userId(cast.member))
    expect(made.link).not.toBeNull()
  })

  it('not even an installation admin makes one for another', async () => {
    const { actor } = await buildMember(list.id, 'MEMBER', { isInstallationAdmin: true })
    await expect(within(cast.installationAdmin, list, newLinkForMember, userId(actor))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(within(SYSTEM, list, newLinkForMember, userId(actor))).resolves.toMatchObject({
      email: expect.any(String),
    })
  })

  it('a member makes none', async () => {
    const { userId: id } = await invite(cast.admin)
    await expect(within(cast.member, list, newLinkForMember, id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('two lists that invite somebody new each make a link of their own, for that list only', async () => {
    const other = await buildList()
    const { actor: otherAdmin } = await buildMember(other.id, 'ADMIN')
    const first = await invite(cast.admin)
    const second = await invite(otherAdmin, { email: first.email }, other)
    expect([first.opensAll, second.opensAll]).toEqual([false, false])
    const links = await prisma().verificationToken.findMany({ where: { identifier: first.email } })
    expect(links.map(({ proof }) => proof)).toEqual(['LIST', 'LIST'])
    expect(new Set(links.map(({ listIds }) => listIds.join()))).toEqual(new Set([list.id, other.id]))
    const vouched = await within(cast.installationAdmin, list, newLinkForMember, first.userId)
    expect(vouched.opensAll).toBe(true)
  })

  it('an admin who is demoted loses the links that they may still hold', async () => {
    const mine = await buildList()
    const [first, second] = [await buildMember(mine.id, 'ADMIN'), await buildMember(mine.id, 'ADMIN')]
    const { email } = await invite(second.actor, {}, mine)
    await within(first.actor, mine, changeRole, { userId: second.user.id, role: 'VIEWER' })
    expect(await openLinks(email)).toBe(0)
  })

  it('an invitation that is taken back cannot be used any more', async () => {
    const { email, userId: id } = await invite(cast.admin)
    await within(cast.admin, list, removeMember, id)
    expect(await openLinks(email)).toBe(0)
  })
})

describe('roles', () => {
  it('a removed member has no role on the next question', async () => {
    const { user, actor } = await buildMember(list.id, 'MEMBER')
    expect(await roleInList(actor, list.id)).toBe('MEMBER')
    await within(cast.admin, list, removeMember, user.id)
    expect(await roleInList(actor, list.id)).toBeNull()
    await expect(within(actor, list, listMembers)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('a changed role counts on the next question', async () => {
    const { user, actor } = await buildMember(list.id, 'VIEWER')
    await within(cast.admin, list, changeRole, { userId: user.id, role: 'MEMBER' })
    expect(await roleInList(actor, list.id)).toBe('MEMBER')
  })

  it.each(['member', 'viewer'] as const)('a %s changes nobody’s role and removes nobody', async (who) => {
    const change = within(cast[who], list, changeRole, { userId: userId(cast[who]), role: 'ADMIN' })
    await expect(change).rejects.toMatchObject({ code: 'forbidden' })
    await expect(within(cast[who], list, removeMember, userId(cast.admin))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('an admin reaches only members of their own list', async () => {
    const other = await buildList()
    const { user } = await buildMember(other.id, 'MEMBER')
    await expect(within(cast.admin, list, removeMember, user.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(cast.admin, list, changeRole, { userId: user.id, role: 'VIEWER' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(within(cast.admin, list, newLinkForMember, user.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('the last admin can be neither removed nor demoted, not even by the installation’s admin', async () => {
    const own = await buildList()
    const { user, actor } = await buildMember(own.id, 'ADMIN')
    for (const by of [actor, cast.installationAdmin]) {
      await expect(within(by, own, removeMember, user.id)).rejects.toMatchObject({ code: 'conflict' })
      await expect(within(by, own, changeRole, { userId: user.id, role: 'MEMBER' })).rejects.toMatchObject({
        code: 'conflict',
      })
    }
  })

  it('two admins who demote each other at the same moment leave one admin', async () => {
    const own = await buildList()
    const [a, b] = [await buildMember(own.id, 'ADMIN'), await buildMember(own.id, 'ADMIN')]
    const results = await Promise.allSettled([
      within(a.actor, own, changeRole, { userId: b.user.id, role: 'MEMBER' }),
      within(b.actor, own, changeRole, { userId: a.user.id, role: 'MEMBER' }),
    ])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(await prisma().member.count({ where: { listId: own.id, role: 'ADMIN' } })).toBe(1)
  })
})

describe('the list of members', () => {
  it('shows addresses to admins only', async () => {
    const seen = async (actor: Actor) => (await within(actor, list, listMembers)).members.map((member) => member.email)
    expect(await seen(cast.admin)).not.toContain(null)
    expect(new Set(await seen(cast.member))).toEqual(new Set([null]))
    expect(new Set(await seen(cast.viewer))).toEqual(new Set([null]))
  })

  it('offers a link only where the command would make one', async () => {
    const { members, canInvite } = await within(cast.viewer, list, listMembers)
    expect(canInvite).toBe(false)
    expect(members.some((member) => member.canHaveLink)).toBe(false)
    const asAdmin = await within(cast.admin, list, listMembers)
    for (const member of asAdmin.members.filter(({ canHaveLink }) => canHaveLink)) expect(member.status).toBe('invited')
    expect(asAdmin.members.find(({ isYou }) => isYou)?.userId).toBe(userId(cast.admin))
  })

  it('is open to the installation’s admin, who belongs to no list', async () => {
    const root = actorOf(await buildUser({ isInstallationAdmin: true }))
    expect((await within(root, list, listMembers)).canInvite).toBe(true)
  })
})
