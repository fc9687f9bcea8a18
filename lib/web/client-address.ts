import { headers } from 'next/headers'
import { clientKey } from '#lib/client-key.ts'

/**
 * Whom the request counts as in limits (lib/client-key.ts): the address that it came from, or its IPv6
 * network; never logged. The server writes this header itself (server/http/incoming.ts), so a client
 * cannot choose it.
 */
export async function clientAddress(): Promise<string> {
  return clientKey((await headers()).get('x-client-address') ?? 'unknown')
}
