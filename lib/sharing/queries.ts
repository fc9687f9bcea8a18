import type { ListAccess } from '#lib/access/list-access.ts'
import { notFound } from '#lib/errors.ts'
import { authSecret } from '#lib/accounts/sign-in-links.ts'
import { prisma } from '#prisma/client.ts'
import { type ShareScope, type ShareState, shareState } from './policy.ts'
import { lookupHash } from './token.ts'
import { isProof } from './unlock-proof.ts'

/** What a valid link opens. Made by resolveShare only. */
export type ShareAccess = {
  id: string
  listId: string
  revision: number
  contents: number
  scope: ShareScope
  sectionId: string | null
  paperId: string | null
  includeNotes: boolean
  /** Never without the notes. */
  includeComments: boolean
  expiresAt: Date | null
  /** Nothing may be shown before the visitor gives the password. */
  needsPassword: boolean
}

/**
 * The share that a token opens. Unknown, malformed, revoked and expired links are one and the same.
 * @param proof the unlock cookie's value, for a link with a password.
 * @throws AppError not_found.
 */
export async function resolveShare(token: string, proof?: string | null): Promise<ShareAccess> {
  const found = await prisma().shareLink.findUnique({
    where: { tokenHash: lookupHash(token) },
    select: {
      id: true,
      listId: true,
      scope: true,
      sectionId: true,
      paperId: true,
      includeNotes: true,
      includeComments: true,
      passwordHash: true,
      expiresAt: true,
      revokedAt: true,
      list: { select: { revision: true, contents: true } },
    },
  })
  if (!found || shareState(found) !== 'active') throw notFound('page')
  const { passwordHash, revokedAt: _, list, ...share } = found
  const needsPassword = passwordHash !== null && !isProof(proof ?? null, { ...share, passwordHash }, authSecret())
  const includeComments = share.includeNotes && share.includeComments
  return { ...share, includeComments, ...list, needsPassword }
}

export type CachedShare = {
  listId: string
  /** Its first page is a paper's, not a list's. */
  isOfPaper: boolean
  expiresAt: Date | null
  isCacheable: boolean
}

/**
 * What the server's cache of public pages must know of a link. Unsafe: asks nobody; the server calls
 * it with the hash of the token in the address it is about to answer.
 * @returns null where the link does not open.
 */
export async function unsafeShareForCache(tokenHash: string): Promise<CachedShare | null> {
  const share = await prisma().shareLink.findUnique({
    where: { tokenHash },
    select: { listId: true, paperId: true, expiresAt: true, revokedAt: true, passwordHash: true },
  })
  if (!share || shareState(share) !== 'active') return null
  const { listId, paperId, expiresAt, passwordHash } = share
  return { listId, isOfPaper: paperId !== null, expiresAt, isCacheable: passwordHash === null }
}

/** A link as the page that manages links shows it. */
export type ShareLinkView = {
  id: string
  scope: ShareScope
  label: string | null
  /** The section's or paper's title; null for the whole list. */
  target: string | null
  /** The section or paper was removed: the link finds nothing until that is undone. */
  targetRemoved: boolean
  includeNotes: boolean
  includeComments: boolean
  hasPassword: boolean
  state: ShareState
  expiresAt: Date | null
  revokedAt: Date | null
  createdAt: Date
  createdBy: string | null
}

/**
 * Every link of the list, the newest first; the addresses themselves nobody can read again.
 * @throws AppError not_found, forbidden.
 */
export async function listShareLinks(access: ListAccess): Promise<ShareLinkView[]> {
  const list = access.require('share.read')
  const placed = { removalId: null, section: { removalId: null } }
  const links = await prisma().shareLink.findMany({
    where: { listId: list.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      scope: true,
      label: true,
      includeNotes: true,
      includeComments: true,
      passwordHash: true,
      expiresAt: true,
      revokedAt: true,
      createdAt: true,
      section: { select: { title: true, removalId: true } },
      paper: { select: { title: true, placements: { where: placed, select: { id: true }, take: 1 } } },
      createdBy: { select: { name: true, email: true } },
    },
  })
  return links.map((link) => ({
    id: link.id,
    scope: link.scope,
    label: link.label,
    target: link.section?.title ?? link.paper?.title ?? null,
    targetRemoved: Boolean(link.section?.removalId) || link.paper?.placements.length === 0,
    includeNotes: link.includeNotes,
    includeComments: link.includeNotes && link.includeComments,
    hasPassword: link.passwordHash !== null,
    state: shareState(link),
    expiresAt: link.expiresAt,
    revokedAt: link.revokedAt,
    createdAt: link.createdAt,
    createdBy: link.createdBy?.name ?? link.createdBy?.email ?? null,
  }))
}
