import { headers } from 'next/headers'

/**
 * The address that the request came from, to count tries by; never logged. The server writes this
 * header itself (server/http/incoming.ts), so a client cannot choose it.
 */
export async function clientAddress(): Promise<string> {
  return (await headers()).get('x-client-address') ?? 'unknown'
}
