import { createHmac, timingSafeEqual } from 'node:crypto'

/** The cookie that says "this browser gave the password"; its path is the share's own address. */
export const UNLOCK_COOKIE = 'colloquium-share'
const LASTS_MS = 24 * 60 * 60 * 1000

type Locked = { id: string; passwordHash: string; expiresAt: Date | null }

/** Covers the password's stored form, so that a new password makes every older proof worthless. */
function sign(share: Locked, until: number, secret: string): Buffer {
  return createHmac('sha256', secret).update(`share-unlock\n${share.id}\n${share.passwordHash}\n${until}`).digest()
}

/** The proof for one share, good for a day or until the link itself ends. */
export function createProof(share: Locked, secret: string, now = new Date()): { value: string; expires: Date } {
  const until = Math.min(now.getTime() + LASTS_MS, share.expiresAt?.getTime() ?? Infinity)
  return { value: `${until}.${sign(share, until, secret).toString('base64url')}`, expires: new Date(until) }
}

/** Whether `proof` was made by us for this share and its present password, and has not run out. */
export function isProof(proof: string | null, share: Locked, secret: string, now = new Date()): boolean {
  const [, until, signature] = /^(\d{1,16})\.([A-Za-z0-9_-]{43})$/.exec(proof ?? '') ?? []
  if (!until || !signature || Number(until) <= now.getTime()) return false
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(share, Number(until), secret)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
