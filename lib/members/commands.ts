import type { ListAccess } from '#lib/access/list-access.ts'
import type { Role } from '#lib/access/roles.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { changeList } from '#lib/access/change-list.ts'
import { log } from '#lib/log.ts'
import { type Message, canMail, sendMessage } from '#lib/accounts/mail.ts'
import { addedMessage, invitationMessage } from '#lib/accounts/messages.ts'
import { unsafeForgetListProof } from '#lib/accounts/session-commands.ts'
import { unsafeDropHandedOutLinks, unsafeDropSignInLinks } from '#lib/accounts/sign-in-link-commands.ts'
import type { SignInLink } from '#lib/accounts/sign-in-links.ts'
import type { Db } from '#prisma/client.ts'
import { makeLink } from './link-commands.ts'
import { type WhyNoLink, leavesNoAdmin } from './policy.ts'
import type { InviteInput } from './schema.ts'

export type Invitation = {
  userId: string
  email: string
  /** Shown once, to hand on; null where the actor may not hold this person's link. */
  link: SignInLink | null
  /** Whether the link opens every list of the person, or this one only. */
  opensAll: boolean
  withoutLink: WhyNoLink | null
  mailed: boolean
}

async function mailed(message: Message | null): Promise<boolean> {
  if (message === null) return false
  try {
    await sendMessage(message)
    return true
  } catch (error) {
    // The error itself may name the address.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    log.error({ code }, 'an invitation could not be mailed')
    return false
  }
}

/**
 * Adds a person to the list, creating them where nobody has this address, and makes a one-time link
 * for them where the policy lets the actor hold it. Where SMTP is configured, mails them one of their own.
 * @throws AppError conflict where they are a member already; not_found, forbidden.
 */
export async function inviteMember(access: ListAccess, input: InviteInput): Promise<Invitation> {
  const outcome = await changeList(access, 'member.invite', async (change) => {
    const { db, list } = change
    const { id: userId } = await db.user.upsert({
      where: { email: input.email },
      create: { email: input.email, name: input.name ?? null },
      update: {},
      select: { id: true },
    })
    const { count } = await db.member.createMany({
      data: [{ listId: list.id, userId, role: input.role }],
      skipDuplicates: true,
    })
    if (count === 0) {
      const problem = 'This person belongs to the list already.'
      throw new AppError('conflict', problem, { fields: { email: problem }, details: { userId } })
    }
    const made = await makeLink(access.actor, change, userId)
    const message = made.mailable
      ? invitationMessage(input.email, list.title, input.role, made.mailable)
      : addedMessage(input.email, list, input.role)
    return { result: { userId, made, message: canMail() ? message : null }, subjectId: userId }
  })
  const { userId, made, message } = outcome
  const { link, opensAll, withoutLink } = made
  return { userId, email: input.email, link, opensAll, withoutLink, mailed: await mailed(message) }
}

/**
 * A new one-time link for a member; it ends the ones before it.
 * @throws AppError forbidden where the policy does not let the actor hold it; not_found.
 */
export async function newLinkForMember(access: ListAccess, userId: string): Promise<Invitation> {
  const outcome = await changeList(access, 'member.invite', async (change) => {
    const { db, list } = change
    const { role, user } = await requireMember(db, list.id, userId)
    const made = await makeLink(access.actor, change, userId)
    if (made.link === null) {
      throw new AppError(
        'forbidden',
        'You cannot make a sign-in link for this person: they have signed in, and what they do here is theirs. An admin of the installation can make one.',
      )
    }
    const message = made.mailable && canMail() ? invitationMessage(user.email, list.title, role, made.mailable) : null
    return { result: { email: user.email, link: made.link, opensAll: made.opensAll, message }, subjectId: userId }
  })
  const { email, link, opensAll, message } = outcome
  return { userId, email, link, opensAll, withoutLink: null, mailed: await mailed(message) }
}

async function requireMember(db: Db, listId: string, userId: string) {
  const member = await db.member.findUnique({
    where: { listId_userId: { listId, userId } },
    select: { role: true, user: { select: { email: true, emailVerified: true } } },
  })
  if (!member) throw notFound('member')
  return member
}

/** The member, once it is certain that the list keeps an admin when they get `role` (null: are removed). */
async function requireAdminLeft(db: Db, listId: string, userId: string, role: Role | null) {
  // Two admins who demote each other at once must not leave the list without one: the second waits here.
  await db.$queryRaw`select 1 from "List" where "id" = ${listId} for update`
  const admins = await db.member.findMany({ where: { listId, role: 'ADMIN' }, select: { userId: true } })
  const adminIds = admins.map((admin) => admin.userId)
  if (leavesNoAdmin(adminIds, userId, role)) {
    throw new AppError('conflict', 'A list keeps at least one admin. Make somebody else an admin first.')
  }
  // Who stops being an admin may still hold links that they made for people who have not come yet.
  if (adminIds.includes(userId) && role !== 'ADMIN') await unsafeDropHandedOutLinks(db, { listId })
  return requireMember(db, listId, userId)
}

/**
 * Changes what a member may do, from their next request on.
 * @throws AppError conflict for the last admin; not_found, forbidden.
 */
export async function changeRole(access: ListAccess, input: { userId: string; role: Role }): Promise<void> {
  const { userId, role } = input
  await changeList(access, 'member.edit', async ({ db, list }) => {
    await requireAdminLeft(db, list.id, userId, role)
    const key = { listId_userId: { listId: list.id, userId } }
    await db.member.update({ where: key, data: { role }, select: { userId: true } })
    return { result: undefined, subjectId: userId }
  })
}

/**
 * Takes a member out of the list, from their next request on. Their account, their other lists and
 * what they wrote stay. An invitation that nobody has used yet ends with it, and so does what a link of
 * this list has proven: whoever is invited again proves it again.
 * @throws AppError conflict for the last admin; not_found, forbidden.
 */
export async function removeMember(access: ListAccess, userId: string): Promise<void> {
  await changeList(access, 'member.remove', async ({ db, list }) => {
    const { user } = await requireAdminLeft(db, list.id, userId, null)
    await db.member.delete({ where: { listId_userId: { listId: list.id, userId } }, select: { userId: true } })
    await unsafeDropHandedOutLinks(db, { email: user.email, listId: list.id })
    await unsafeForgetListProof(db, userId, list.id)
    const lists = await db.member.count({ where: { userId } })
    if (user.emailVerified === null && lists === 0) await unsafeDropSignInLinks(db, [user.email])
    return { result: undefined, subjectId: userId }
  })
}
