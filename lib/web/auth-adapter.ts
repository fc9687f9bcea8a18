import { PrismaAdapter } from '@auth/prisma-adapter'
import type { Adapter } from 'next-auth/adapters'
import { endSession } from '#lib/accounts/account-commands.ts'
import type { Proven } from '#lib/accounts/proof.ts'
import { unsafeLinkAccount } from '#lib/accounts/provider-account-commands.ts'
import { unsafeFindProof, unsafeOpenSession } from '#lib/accounts/session-commands.ts'
import { unsafeUseSignInLink } from '#lib/accounts/sign-in-link-commands.ts'
import { prisma } from '#prisma/client.ts'

/** What one request of next-auth has proven so far: made anew for each, so that nothing is proven for another. */
type SignInProgress = {
  /** Of the browser that asks. */
  readonly currentToken: string | null
  /** Set when a link was used up, or a provider has vouched. */
  proven: Proven | null
  before: Proven | null
}

export const newProgress = (currentToken: string | null): SignInProgress => ({
  currentToken,
  proven: null,
  before: null,
})

const refuse = (why: string) => () => Promise.reject(new Error(why))

/**
 * How next-auth reads and writes people: Auth.js' own adapter on our client, but nobody is ever
 * created by signing in; sessions are stored hashed and say how they were proven; a session that has
 * already ended can be ended again; next-auth is not told who is signed in, so that it never joins a
 * provider's account to whoever happens to sit there.
 */
export function authAdapter(progress: SignInProgress): Adapter {
  const client = prisma() as unknown as Parameters<typeof PrismaAdapter>[0]
  return {
    ...(PrismaAdapter(client) as unknown as Adapter),
    createUser: refuse('Only invited people may sign in.'),
    createVerificationToken: refuse('Links are made by unsafeWriteSignInLink, which says what they prove.'),
    async useVerificationToken(link) {
      const used = await unsafeUseSignInLink(link)
      if (!used) return null
      const { proven, ...token } = used
      progress.proven = proven
      // Now, for next-auth ends the browser's session before it makes the next one.
      const { currentToken } = progress
      progress.before = currentToken === null ? null : await unsafeFindProof(currentToken, token.identifier)
      return token
    },
    async createSession({ sessionToken, userId, expires }) {
      const { proven, before } = progress
      if (proven === null) throw new Error('Nothing was proven, so there is no session.')
      await unsafeOpenSession({ token: sessionToken, userId, expires, proven, before })
      return { sessionToken, userId, expires }
    },
    getSessionAndUser: () => Promise.resolve(null),
    updateSession: refuse('A session is never changed.'),
    deleteSession: endSession,
    linkAccount: unsafeLinkAccount,
  }
}
