import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { clientOf, costly } from '#lib/limits/costly.ts'
import { authSecret } from '#lib/accounts/sign-in-links.ts'
import { prisma } from '#prisma/client.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { shareState } from './policy.ts'
import type { ShareLinkInput } from './schema.ts'
import { createToken, hashToken, lookupHash } from './token.ts'
import { countTry, countWrong, forgetTries } from './unlock-attempts.ts'
import { createProof } from './unlock-proof.ts'

/** Only what stands in this list and is not removed can be shared. */
async function requireTarget({ db, list }: Change, link: ShareLinkInput): Promise<void> {
  const placed = { removalId: null, section: { removalId: null } }
  const found =
    link.scope === 'LIST' ||
    (link.scope === 'SECTION'
      ? await db.section.findFirst({
          where: { id: link.sectionId ?? '', listId: list.id, removalId: null },
          select: { id: true },
        })
      : await db.paper.findFirst({
          where: { id: link.paperId ?? '', listId: list.id, placements: { some: placed } },
          select: { id: true },
        }))
  if (found) return
  const field = link.scope === 'SECTION' ? 'sectionId' : 'paperId'
  const message = `Choose a ${link.scope === 'SECTION' ? 'section' : 'paper'} of this list.`
  throw new AppError('invalid', message, { fields: { [field]: message } })
}

/**
 * The stored form of a password. Outside the transaction, for deriving it takes a while on purpose; hence
 * only for those who are found, before, to have the right, which the transaction asks again.
 */
async function protect(access: ListAccess, password: string): Promise<string> {
  access.require('share.create')
  return costly('password', clientOf(access.actor), () => hashPassword(password))
}

/**
 * Makes a link that opens a list, a section or a paper to whoever has it. The token is in the
 * answer and nowhere else: what is stored is its hash.
 * @throws AppError not_found, forbidden; invalid where the section or paper is not of this list;
 * rate_limited where somebody asks for many with a password at once.
 */
export async function createShareLink(
  access: ListAccess,
  link: ShareLinkInput,
): Promise<{ id: string; token: string }> {
  const passwordHash = link.password === null ? null : await protect(access, link.password)
  return changeList(access, 'share.create', async (change) => {
    await requireTarget(change, link)
    const token = createToken()
    const { id } = await change.db.shareLink.create({
      data: {
        listId: change.list.id,
        scope: link.scope,
        sectionId: link.scope === 'SECTION' ? link.sectionId : null,
        paperId: link.scope === 'PAPER' ? link.paperId : null,
        label: link.label,
        tokenHash: hashToken(token),
        includeNotes: link.includeNotes,
        includeComments: link.includeNotes && link.includeComments,
        passwordHash,
        expiresAt: link.expiresAt,
        createdById: change.userId,
      },
      select: { id: true },
    })
    return { result: { id, token }, subjectId: id }
  })
}

/**
 * Ends a link at once, everywhere: the next request finds nothing. Ending it twice is no error.
 * @throws AppError not_found, forbidden.
 */
export async function revokeShareLink(access: ListAccess, id: string): Promise<void> {
  await changeList(access, 'share.revoke', async ({ db, list }) => {
    const link = await db.shareLink.findFirst({ where: { id, listId: list.id }, select: { revokedAt: true } })
    if (!link) throw notFound('link')
    if (!link.revokedAt) await db.shareLink.update({ where: { id }, data: { revokedAt: new Date() } })
    return { result: undefined, subjectId: id }
  })
}

/**
 * Tries a password on a protected link and gives the proof to keep in the visitor's cookie; null
 * where the link asks for none. Nothing of the list changes, so this writes nothing.
 * @param clientKey who asks (lib/client-key.ts), to count tries by.
 * @throws AppError not_found (unknown, revoked, expired), rate_limited, invalid (wrong password).
 */
export async function unlockShare(
  token: string,
  password: string,
  clientKey: string,
): Promise<{ value: string; expires: Date } | null> {
  const share = await prisma().shareLink.findUnique({
    where: { tokenHash: lookupHash(token) },
    select: { id: true, passwordHash: true, expiresAt: true, revokedAt: true },
  })
  if (!share || shareState(share) !== 'active') throw notFound('page')
  const { passwordHash } = share
  if (passwordHash === null) return null
  await countTry(share.id, clientKey)
  if (!(await costly('password', clientKey, () => verifyPassword(password, passwordHash)))) {
    await countWrong(share.id)
    throw new AppError('invalid', 'That is not the password.', { fields: { password: 'That is not the password.' } })
  }
  await forgetTries(share.id, clientKey)
  return createProof({ ...share, passwordHash }, authSecret())
}
