import { normalizeEmail } from './sign-in-links.ts'

/**
 * The address that a provider vouches for, or null. Only such an address says who a person is: an
 * account with an unverified one could have been opened by anybody in that person's name.
 * @param claims of an ID token or userinfo (OpenID Connect Core 5.1: `email`, `email_verified`).
 *   Some providers (Amazon Cognito) send the truth as the text "true".
 */
export function verifiedEmail(claims: unknown): string | null {
  if (typeof claims !== 'object' || claims === null) return null
  const { email, email_verified: verified } = claims as Record<string, unknown>
  if (verified !== true && verified !== 'true') return null
  return typeof email === 'string' && email.includes('@') ? normalizeEmail(email) : null
}

/** The verified primary address among what GitHub's /user/emails answers. */
export function githubVerifiedEmail(answer: unknown): string | null {
  if (!Array.isArray(answer)) return null
  for (const entry of answer as unknown[]) {
    if (typeof entry !== 'object' || entry === null) continue
    const { email, primary, verified } = entry as Record<string, unknown>
    if (primary === true && verified === true && typeof email === 'string') return normalizeEmail(email)
  }
  return null
}
