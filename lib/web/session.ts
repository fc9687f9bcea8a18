import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { type Actor, STRANGER } from '#lib/access/roles.ts'
import { type SessionUser, actorOfUser, findSessionUser } from '#lib/accounts/queries.ts'
import { SESSION_COOKIES } from '#lib/accounts/session-cookies.ts'
import { asUnavailable } from './unavailable.ts'

/** The token of the request's session cookie, if there is one. */
export async function sessionToken(): Promise<string | null> {
  const jar = await cookies()
  for (const name of SESSION_COOKIES) {
    const token = jar.get(name)?.value
    if (token) return token
  }
  return null
}

/** The signed-in person, read from the database once per request. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const token = await sessionToken()
  if (!token) return null
  return findSessionUser(token).catch((error: unknown) => {
    throw asUnavailable(error)
  })
})

export async function currentActor(): Promise<Actor> {
  const user = await currentUser()
  return user ? actorOfUser(user) : STRANGER
}

/** The actor of a page for signed-in people; a stranger is sent to sign in and comes back to `path`. */
export async function requireActor(path: string): Promise<Actor> {
  const actor = await currentActor()
  if (actor.kind === 'stranger') redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  return actor
}
