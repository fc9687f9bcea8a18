import { randomBytes } from 'node:crypto'
import type { Account, AuthOptions, LoggerInstance } from 'next-auth'
import { isAppError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { type SignInRefusal, refuseEmailSignIn, refuseProviderSignIn } from '#lib/accounts/auth-queries.ts'
import { requestSignInLink } from '#lib/accounts/commands.ts'
import type { Proven } from '#lib/accounts/proof.ts'
import { safePath } from '#lib/accounts/safe-path.ts'
import { authSecret, siteUrl } from '#lib/accounts/sign-in-links.ts'
import { authAdapter, newProgress } from './auth-adapter.ts'
import { oauthProviders } from './auth-providers.ts'

const SESSION_SECONDS = 30 * 86_400

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

/** Why a link or a provider's account signs nobody in; null: it does. */
function refuse(account: Account, profile: unknown, proven: Proven | null): Promise<SignInRefusal | null> {
  if (account.type !== 'email') return refuseProviderSignIn(account, profile)
  if (proven === null) throw new Error('A link signs in only after it was used up.')
  return refuseEmailSignIn(account.providerAccountId, proven)
}

/**
 * next-auth's settings. Only invited people get in: by a one-time link, which is a VerificationToken
 * that next-auth's own e-mail callback redeems, or by a provider that vouches for their address.
 * @param client who asks, for the rate limit.
 * @param currentToken of the session that the browser has, if any.
 */
export function authOptions(client: string, currentToken: string | null): AuthOptions {
  const progress = newProgress(currentToken)
  return {
    secret: authSecret(),
    adapter: authAdapter(progress),
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
        const refusal = await refuse(account, profile, progress.proven)
        if (refusal !== null) return `/sign-in?error=${refusal}`
        if (account.type !== 'email') progress.proven = { proof: 'PROVIDER', listIds: [] }
        return true
      },
      redirect: ({ url, baseUrl }) => baseUrl + safePath(url, baseUrl),
    },
    events: {
      signIn: ({ user, account }) => log.info({ userId: user.id, provider: account?.provider }, 'signed in'),
    },
    logger,
  }
}
