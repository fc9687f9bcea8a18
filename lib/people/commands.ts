import type { Actor } from '#lib/access.ts'
import { env } from '#lib/env.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { canMail, sendMessage } from './mail.ts'
import { requestedLinkMessage } from './messages.ts'
import { countLinkRequest } from './rate-limits.ts'
import { unsafeWriteSignInLink } from './sign-in-link-commands.ts'
import { HANDED_OUT_MS, MAILED_MS, type SignInLink, normalizeEmail } from './sign-in-links.ts'

/** The first admin's address until somebody sets a real one. */
export const PLACEHOLDER_EMAIL = 'admin@localhost'

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
      select: { id: true, email: true, emailVerified: true },
      orderBy: { createdAt: 'asc' },
    })
    if (admins.some((admin) => admin.emailVerified !== null)) return null
    const email = admins[0] ? await renamedAdmin(db, admins[0], wanted) : await createdAdmin(db, wanted)
    return unsafeWriteSignInLink(db, email, { lifetimeMs: HANDED_OUT_MS, replace: true })
  })
  return link?.url ?? null
}

async function createdAdmin(db: Db, wanted: string | null): Promise<string> {
  const email = wanted ?? PLACEHOLDER_EMAIL
  await db.user.upsert({
    where: { email },
    create: { email, name: 'Admin', isInstallationAdmin: true },
    update: { isInstallationAdmin: true },
    select: { id: true },
  })
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
    unsafeWriteSignInLink(db, user.email, { lifetimeMs: HANDED_OUT_MS, replace: true }),
  )
}

/**
 * Mails a sign-in link to `email` if somebody invited has that address. The answer is the same, and
 * takes the same time, whether or not they do: the mail is sent after it.
 * @param client address of who asks, for the rate limit.
 * @throws AppError rate_limited, or unavailable where this installation sends no mail.
 */
export async function requestSignInLink(email: string, client: string): Promise<void> {
  if (!canMail()) {
    throw new AppError('unavailable', 'This site sends no mail. Ask an admin of your group for a sign-in link.')
  }
  const address = normalizeEmail(email)
  await countLinkRequest(address, client)
  mailLink(address).catch((error: unknown) => {
    // The error itself may name the address.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    log.error({ code }, 'a sign-in link could not be mailed')
  })
}

async function mailLink(email: string): Promise<void> {
  const user = await prisma().user.findUnique({ where: { email }, select: { email: true } })
  if (!user) return
  // Earlier links stay: a stranger who asks in somebody's name must not end the link they were handed.
  const link = await unsafeWriteSignInLink(prisma(), user.email, { lifetimeMs: MAILED_MS, replace: false })
  await sendMessage(requestedLinkMessage(user.email, link))
}
