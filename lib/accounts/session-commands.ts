import { type Db, prisma } from '#prisma/client.ts'
import { type Proven, isWhole, joinProofs } from './proof.ts'
import { hashSessionToken } from './session-token.ts'
import { unsafeDropHandedOutLinks } from './sign-in-link-commands.ts'

type NewSession = {
  token: string
  userId: string
  expires: Date
  /** What the link or the provider proved just now. */
  proven: Proven
  /** What the browser's session of the same person had proven before. */
  before: Proven | null
}

type Person = { email: string; isInstallationAdmin: boolean; provenAt: Date | null }

/**
 * Writes the session of somebody who has just signed in, and does what their proof asks for: a proof of the
 * account ends the sessions and links that rest on what admins of lists handed out; a link of one list ends
 * the sessions that rest on other lists' links only. Unsafe: asks nobody; only sign-in may call it.
 * @throws Error where a list's link cannot prove anything for this account (any more).
 */
export async function unsafeOpenSession(session: NewSession): Promise<void> {
  await prisma().$transaction(async (db) => {
    // Two sign-ins of one person at once: the second sees what the first has proven.
    const [person] = await db.$queryRaw<Person[]>`
      select "email", "isInstallationAdmin", "provenAt" from "User" where "id" = ${session.userId} for update`
    if (!person) throw new Error('The account is gone.')
    const proven = isWhole(session.proven)
      ? await proveAccount(db, session, person)
      : await proveLists(db, session, person)
    await db.session.create({
      data: {
        sessionToken: hashSessionToken(session.token),
        userId: session.userId,
        expires: session.expires,
        proof: proven.proof,
        listIds: [...proven.listIds],
      },
      select: { id: true },
    })
  })
}

async function proveAccount(db: Db, { userId, proven }: NewSession, person: Person): Promise<Proven> {
  if (person.provenAt === null) {
    await db.user.update({ where: { id: userId }, data: { provenAt: new Date() }, select: { id: true } })
  }
  await db.session.deleteMany({ where: { userId, proof: 'LIST' } })
  await unsafeDropHandedOutLinks(db, { email: person.email })
  return proven
}

async function proveLists(db: Db, { userId, proven, before }: NewSession, person: Person): Promise<Proven> {
  if (person.isInstallationAdmin) throw new Error('A list’s link never opens the account of an installation admin.')
  const isOfList = proven.proof === 'LIST'
  if (isOfList && person.provenAt !== null) throw new Error('The account was proven after this link was handed out.')
  // Locks the memberships: who is being removed at this moment must not come in by the old link later.
  const rows = await db.$queryRaw<{ listId: string }[]>`
    select "listId" from "Member" where "userId" = ${userId} for update`
  const members = new Set(rows.map(({ listId }) => listId))
  const stillOpen = (one: Proven): Proven => ({ ...one, listIds: one.listIds.filter((id) => members.has(id)) })
  const link = stillOpen(proven)
  if (isOfList && link.listIds.length === 0) throw new Error('The invitation was taken back.')
  await db.member.updateMany({
    where: { userId, listId: { in: [...link.listIds] }, provenAt: null },
    data: { provenAt: new Date() },
  })
  const joined = joinProofs(link, before && stillOpen(before))
  if (isOfList) await endSessionsOfOtherLists(db, userId, link.listIds, joined)
  return joined
}

/** Ends what rests on other lists' links alone; the admins of those lists may hand out a new one. */
async function endSessionsOfOtherLists(db: Db, userId: string, listIds: readonly string[], kept: Proven) {
  const ended = await db.$queryRaw<{ listIds: string[] }[]>`
    delete from "Session" where "userId" = ${userId} and "proof" = 'LIST' and not "listIds" && ${[...listIds]}::text[]
    returning "listIds"`
  const lost = ended.flatMap((session) => session.listIds).filter((listId) => !kept.listIds.includes(listId))
  if (lost.length === 0) return
  await db.$executeRaw`
    update "Member" m set "provenAt" = null
    where m."userId" = ${userId} and m."listId" = any(${lost}::text[]) and not exists (
      select 1 from "Session" s where s."userId" = m."userId" and m."listId" = any(s."listIds")
        and s."expires" > clock_timestamp() at time zone 'utc')`
}

/**
 * Takes what a link of this list proved out of the person's sessions: if they are invited again, they need a
 * new link. Unsafe: asks nobody; the caller has checked that the actor may remove the member, and has done it.
 */
export async function unsafeForgetListProof(db: Db, userId: string, listId: string): Promise<void> {
  await db.$executeRaw`
    update "Session" set "listIds" = array_remove("listIds", ${listId})
    where "userId" = ${userId} and ${listId} = any("listIds")`
}

/** What the browser's own session of this person has proven; null where it has none. Unsafe: only sign-in may call it. */
export async function unsafeFindProof(token: string, email: string): Promise<Proven | null> {
  return prisma().session.findFirst({
    where: { sessionToken: hashSessionToken(token), expires: { gt: new Date() }, user: { email } },
    select: { proof: true, listIds: true },
  })
}
