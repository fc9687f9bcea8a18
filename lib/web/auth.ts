import { randomBytes } from 'node:crypto'
import { PrismaAdapter } from '@auth/prisma-adapter'
import type { AuthOptions, LoggerInstance } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import { isAppError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { endSession } from '#lib/people/account-commands.ts'
import { refuseEmailSignIn, refuseProviderSignIn } from '#lib/people/auth-queries.ts'
import { requestSignInLink } from '#lib/people/commands.ts'
import { unsafeLinkAccount } from '#lib/people/provider-account-commands.ts'
import { safePath } from '#lib/people/safe-path.ts'
import { authSecret, siteUrl } from '#lib/people/sign-in-links.ts'
import { prisma } from '#prisma/client.ts'
import { oauthProviders } from './auth-providers.ts'

const SESSION_SECONDS = 30 * 86_400

/**
 * How next-auth reads and writes people: Auth.js' own adapter on our client, but nobody is ever
 * created by signing in; a session that has already ended can be ended again; next-auth is not told
 * who is signed in, so that it never joins a provider's account to whoever happens to sit there.
 */
function adapter(): Adapter {
  const client = prisma() as unknown as Parameters<typeof PrismaAdapter>[0]
  return {
    ...(PrismaAdapter(client) as unknown as Adapter),
    createUser: () => Promise.reject(new Error('Only invited people may sign in.')),
    getSessionAndUser: () => Promise.resolve(null),
    deleteSession: endSession,
    linkAccount: unsafeLinkAccount,
  }
}

/** next-auth's own words, without what it adds to them: profiles, addresses, tokens. */
const logger: Partial<LoggerInstance> = {
  error: (code, metadata) => {
    const error = metadata instanceof Error ? metadata : 'error' in metadata ? metadata.error : undefined
    log.error({ code, reason: error instanceof Error ? error.name : undefined }, 'sign-in failed')
  },
  warn: (code) => log.warn({ code }, 'sign-in'),
  debug: () => undefined,
}

/** Asks for a mail in somebody's name and says where to go: the same place, whoever asks for whom. */
async function requestMail(email: string, client: string): Promise<string> {
  try {
    await requestSignInLink(email, client)
    return '/sign-in/sent'
  } catch (error) {
    if (!isAppError(error)) throw error
    return `/sign-in?error=${error.code === 'rate_limited' ? 'RateLimited' : 'NoMail'}`
  }
}

/**
 * next-auth's settings. Only invited people get in: by a one-time link, which is a VerificationToken
 * that next-auth's own e-mail callback redeems, or by a provider that vouches for their address.
 * @param client address of who asks, for the rate limit.
 */
export function authOptions(client: string): AuthOptions {
  return {
    secret: authSecret(),
    adapter: adapter(),
    useSecureCookies: siteUrl().startsWith('https://'),
    session: {
      strategy: 'database',
      maxAge: SESSION_SECONDS,
      generateSessionToken: () => randomBytes(32).toString('base64url'),
    },
    pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in/sent' },
    providers: [
      {
        id: 'email',
        type: 'email',
        name: 'Email',
        server: '',
        from: '',
        maxAge: 0,
        options: {},
        // Never reached: the signIn rule answers every request for a mail itself, through our rate limit.
        sendVerificationRequest: () => Promise.reject(new Error('Mail goes out through requestSignInLink.')),
      },
      ...oauthProviders(),
    ],
    callbacks: {
      async signIn({ user, account, profile, email }) {
        if (email?.verificationRequest) return requestMail(user.email ?? '', client)
        if (account === null) return false
        const refusal =
          account.type === 'email'
            ? await refuseEmailSignIn(account.providerAccountId)
            : await refuseProviderSignIn(account, profile)
        return refusal === null ? true : `/sign-in?error=${refusal}`
      },
      redirect: ({ url, baseUrl }) => baseUrl + safePath(url, baseUrl),
    },
    events: {
      signIn: ({ user, account }) => log.info({ userId: user.id, provider: account?.provider }, 'signed in'),
    },
    logger,
  }
}
