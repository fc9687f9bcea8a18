import { headers } from 'next/headers'

/**
 * The address that the request came from, to count tries by. The server writes this header itself
 * from the connection (and from the proxies that TRUSTED_PROXIES names), so a client cannot choose it.
 */
export async function clientAddress(): Promise<string> {
  const forwarded = (await headers()).get('x-forwarded-for')
  return forwarded?.split(',')[0]?.trim() || 'unknown'
}
