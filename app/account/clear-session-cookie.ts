import { cookies } from 'next/headers'
import { SESSION_COOKIES } from '#lib/accounts/session-cookies.ts'

/** Takes the session's cookie back; its row has been deleted, so this is only tidiness. */
export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  for (const name of SESSION_COOKIES) {
    if (!jar.has(name)) continue
    jar.set(name, '', { maxAge: 0, path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Secure-') })
  }
}
