import { createHash, randomBytes } from 'node:crypto'

/** What a share's address may carry: 32 random bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** A new token for a share link: shown once, never stored. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The only form in which a token is stored and looked up. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * The hash of what an address carries, or of nothing that exists where it is no token at all. Both
 * take the same road afterwards (one look-up by hash), so that a malformed token costs no less.
 */
export function lookupHash(token: string): string {
  return hashToken(TOKEN.test(token) ? token : 'malformed')
}
