import { createHash, randomBytes } from 'node:crypto'
import { env } from '#lib/env.ts'

/** How long a link lives that an admin hands out: people read their messages within a week. */
export const HANDED_OUT_DAYS = 7
/** How long a link lives that was mailed to whoever asked for it on the sign-in page. */
export const MAILED_HOURS = 24

export const HANDED_OUT_MS = HANDED_OUT_DAYS * 86_400_000
export const MAILED_MS = MAILED_HOURS * 3_600_000

export type SignInLink = { url: string; expires: Date }

/** The secret that signs next-auth's cookies and salts the hashes of sign-in links. */
export function authSecret(): string {
  const secret = process.env.NEXTAUTH_SECRET
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set: the server makes one on its first start.')
  return secret
}

/** The address that people use, without a trailing slash: what links in messages begin with. */
export function siteUrl(): string {
  const address = process.env.NEXTAUTH_URL ?? env().APP_URL ?? `http://localhost:${env().PORT}`
  return address.replace(/\/+$/, '')
}

/** A new one-time token: it goes into the link and nowhere else. */
export const newSignInToken = (): string => randomBytes(32).toString('base64url')

/** The form in which a token is stored: exactly as next-auth 4 hashes it (core/lib/utils.js hashToken). */
export function hashSignInToken(token: string, secret = authSecret()): string {
  return createHash('sha256').update(`${token}${secret}`).digest('hex')
}

/** The landing page of a one-time link. It asks for a click, so that a mail scanner does not use the link up. */
export function signInLinkUrl(email: string, token: string): string {
  return `${siteUrl()}/sign-in/link?${new URLSearchParams({ token, email })}`
}

/** E-mail addresses are kept in this form, the one that next-auth looks people up by. */
export const normalizeEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()
