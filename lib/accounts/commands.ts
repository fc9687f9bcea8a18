import type { Actor } from '#lib/access/roles.ts'
import { env } from '#lib/env.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { canMail, sendMessage } from './mail.ts'
import { requestedLinkMessage } from './messages.ts'
import { type Limit, unsafeTake } from './rate-limit-commands.ts'
import type { Proven } from './proof.ts'
import { unsafeDropHandedOutLinks, unsafeWriteSignInLink } from './sign-in-link-commands.ts'
import { HANDED_OUT_MS, MAILED_MS, type SignInLink, normalizeEmail } from './sign-in-links.ts'

/** The first admin's address until somebody sets a real one. */
export const PLACEHOLDER_EMAIL = 'admin@localhost'

const BY_OPERATOR: Proven = { proof: 'INSTALLATION', listIds: [] }
const BY_MAIL: Proven = { proof: 'MAILBOX', listIds: [] }
/** For one client, whatever it asks for: a group may share an address. */
const LINKS_PER_CLIENT: Limit = { name: 'sign-in-client', points: 30, seconds: 3600 }
/** As many unused links of the last hour as one mailbox is sent. */
const MOST_WAITING = 10

/**
 * A fresh sign-in link for the first admin, who is created where the installation has none; null as
 * soon as an installation admin has signed in. Unsafe: it asks nobody. Only the server's start may
 * call it, to print the link where its operator reads.
 */
export async function unsafeFirstAdminLink(): Promise<string | null> {
  const wanted = env().ADMIN_EMAIL === undefined ? null : normalizeEmail(env().ADMIN_EMAIL ?? '')
  const link = await prisma().$transaction(async (db) => {
    const admins = await db.user.findMany({
      where: { isInstallationAdmin: true },
      select: { id: true, email: true, provenAt: true },
      orderBy: { createdAt: 'asc' },
    })
    if (admins.some((admin) => admin.provenAt !== null)) return null
    const email = admins[0] ? await renamedAdmin(db, admins[0], wanted) : await createdAdmin(db, wanted)
    return unsafeWriteSignInLink(db, email, { proven: BY_OPERATOR, lifetimeMs: HANDED_OUT_MS, replace: true })
  })
  return link?.url ?? null
}

async function createdAdmin(db: Db, wanted: string | null): Promise<string> {
  const email = wanted ?? PLACEHOLDER_EMAIL
  const { id } = await db.user.upsert({
    where: { email },
    create: { email, name: 'Admin', isInstallationAdmin: true },
    update: { isInstallationAdmin: true },
    select: { id: true },
  })
  // Somebody who was a member before: what admins of lists handed out opens no installation.
  await db.session.deleteMany({ where: { userId: id, proof: { in: ['LIST', 'EARLIER'] } } })
  await unsafeDropHandedOutLinks(db, { email })
  return email
}

/** ADMIN_EMAIL may be set after the first start, as long as nobody has signed in. */
async function renamedAdmin(db: Db, admin: { id: string; email: string }, wanted: string | null): Promise<string> {
  if (wanted === null || wanted === admin.email) return admin.email
  const taken = await db.user.findUnique({ where: { email: wanted }, select: { id: true } })
  if (taken) return admin.email
  await db.user.update({ where: { id: admin.id }, data: { email: wanted }, select: { id: true } })
  return wanted
}

/**
 * A sign-in link for anybody who was invited: the operator's way back in. Links that admins hand out
 * are made in lib/members, where the list says who may.
 * @throws AppError not_found for everybody but the system, and where nobody has this address.
 */
export async function createSignInLink(actor: Actor, email: string): Promise<SignInLink> {
  if (actor.kind !== 'system') throw notFound('person')
  const address = normalizeEmail(email)
  const user = await prisma().user.findUnique({ where: { email: address }, select: { email: true } })
  if (!user) throw notFound('person')
  return prisma().$transaction((db) =>
    unsafeWriteSignInLink(db, user.email, { proven: BY_OPERATOR, lifetimeMs: HANDED_OUT_MS, replace: true }),
  )
}

/**
 * Mails a sign-in link to `email` if somebody invited has that address. The answer is the same, and
 * takes the same time, whether or not they do: the mail is sent after it. Who asks often in somebody
 * else's name does not lock them out: no further mail is sent while ten unused links of the last hour lie
 * in their mailbox, and each of those works.
 * @param client who asks (lib/client-key.ts), for the rate limit.
 * @throws AppError rate_limited, or unavailable where this installation sends no mail.
 */
export async function requestSignInLink(email: string, client: string): Promise<void> {
  if (!canMail()) {
    throw new AppError('unavailable', 'This site sends no mail. Ask an admin of your group for a sign-in link.')
  }
  const address = normalizeEmail(email)
  await unsafeTake(LINKS_PER_CLIENT, client, 'Too many sign-in links were asked for.')
  mailLink(address).catch((error: unknown) => {
    // The error itself may name the address.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    log.error({ code }, 'a sign-in link could not be mailed')
  })
}

async function mailLink(email: string): Promise<void> {
  const user = await prisma().user.findUnique({ where: { email }, select: { email: true } })
  if (!user) return
  const link = await prisma().$transaction(async (db) => {
    // One after the other, or many at once would all find room.
    await db.$queryRaw`select 1 from "User" where "email" = ${user.email} for update`
    const anHourAgo = new Date(Date.now() + MAILED_MS - 3_600_000)
    const ofLastHour = { gt: anHourAgo, lte: new Date(Date.now() + MAILED_MS) }
    const waiting = await db.verificationToken.count({
      where: { identifier: user.email, proof: 'MAILBOX', expires: ofLastHour },
    })
    if (waiting >= MOST_WAITING) return null
    // Earlier links stay: a stranger who asks in somebody's name must not end the link they were handed.
    return unsafeWriteSignInLink(db, user.email, { proven: BY_MAIL, lifetimeMs: MAILED_MS, replace: false })
  })
  if (link === null) return log.info({}, 'a mailbox has enough unused sign-in links; no other was mailed')
  await sendMessage(requestedLinkMessage(user.email, link))
}
