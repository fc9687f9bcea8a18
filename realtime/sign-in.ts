import type { IncomingMessage } from 'node:http'
import { type SessionUser, findSessionUser } from '#lib/accounts/queries.ts'
import { SESSION_COOKIES } from '#lib/accounts/session-cookies.ts'

/** The session's token among the request's cookies: the same one that pages go by. */
export function sessionTokenOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const jar = new Map(
    (headers.cookie ?? '').split(';').map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )
  for (const name of SESSION_COOKIES) {
    const token = jar.get(name)
    if (token) return token
  }
  return null
}

/** Who asks for a socket; null: nobody who is signed in. */
export async function whoAsks(request: IncomingMessage): Promise<{ user: SessionUser; token: string } | null> {
  const token = sessionTokenOf(request)
  const user = token === null ? null : await findSessionUser(token)
  return token !== null && user ? { user, token } : null
}
