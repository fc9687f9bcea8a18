import type { OAuthConfig } from 'next-auth/providers/oauth'
import { type Env, env } from '#lib/env.ts'
import { githubVerifiedEmail, verifiedEmail } from '#lib/accounts/verified-email.ts'

type Claims = Record<string, unknown>

/** A provider's button on the sign-in page. */
export type ProviderButton = { id: string; name: string }

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** OpenID Connect's standard claims as a person; an address that is not verified is left out. */
export function profileOfClaims(claims: Claims) {
  return {
    id: String(claims.sub ?? ''),
    name: text(claims.name) ?? text(claims.preferred_username),
    email: verifiedEmail(claims),
  }
}

const shared = {
  type: 'oauth',
  /*
   * next-auth calls it dangerous to join an account to the person who has the same e-mail address,
   * since most providers let anybody claim any address. Here it is how invited people get in, and it
   * is safe because `profile` below hands on an address only where the provider says that it is
   * verified (verifiedEmail), and the signIn rule looks at the raw claims once more.
   */
  allowDangerousEmailAccountLinking: true,
} as const

/** Google, by its discovery document; the ID token carries email and email_verified. */
function google(clientId: string, clientSecret: string): OAuthConfig<Claims> {
  return {
    ...shared,
    id: 'google',
    name: 'Google',
    wellKnown: 'https://accounts.google.com/.well-known/openid-configuration',
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    profile: profileOfClaims,
  }
}

/** GitHub, which is OAuth 2 only: the verified primary address comes from its interface. */
function github(clientId: string, clientSecret: string): OAuthConfig<Claims> {
  return {
    ...shared,
    id: 'github',
    name: 'GitHub',
    issuer: 'https://github.com/login/oauth',
    authorization: {
      url: 'https://github.com/login/oauth/authorize',
      params: { scope: 'read:user user:email' },
    },
    token: 'https://github.com/login/oauth/access_token',
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client, tokens }) {
        const accessToken = tokens.access_token ?? ''
        const user = await client.userinfo<Claims>(accessToken)
        const answer = await fetch('https://api.github.com/user/emails', {
          headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/vnd.github+json' },
          signal: AbortSignal.timeout(10_000),
        })
        return githubClaims(user, answer.ok ? await answer.json() : [])
      },
    },
    checks: ['pkce', 'state'],
    clientId,
    clientSecret,
    profile: profileOfClaims,
  }
}

/** GitHub's user and their addresses in the words of OpenID Connect, so that one rule serves every provider. */
export function githubClaims(user: Claims, emails: unknown): Claims & { sub: string } {
  const email = githubVerifiedEmail(emails)
  return { sub: String(user.id), name: text(user.name) ?? text(user.login), email, email_verified: email !== null }
}

/** Any OpenID Connect provider, by its issuer's discovery document. */
function oidc(issuer: string, clientId: string, clientSecret: string, name: string): OAuthConfig<Claims> {
  return {
    ...shared,
    id: 'oidc',
    name,
    wellKnown: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    userinfo: {
      // Many providers keep e-mail out of the ID token; the client checks that both speak of one subject.
      async request({ client, tokens }) {
        const claims = (tokens as unknown as { claims(): Claims & { sub: string } }).claims()
        if (!client.issuer.metadata.userinfo_endpoint) return claims
        return { ...claims, ...(await client.userinfo<Claims>(tokens as Parameters<typeof client.userinfo>[0])) }
      },
    },
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    profile: profileOfClaims,
  }
}

/** The providers whose settings are complete. */
export function oauthProviders(settings: Env = env()): OAuthConfig<Claims>[] {
  const providers: OAuthConfig<Claims>[] = []
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = settings
  const { OIDC_ISSUER, OIDC_ID, OIDC_SECRET, OIDC_NAME } = settings
  if (GITHUB_ID && GITHUB_SECRET) providers.push(github(GITHUB_ID, GITHUB_SECRET))
  if (GOOGLE_ID && GOOGLE_SECRET) providers.push(google(GOOGLE_ID, GOOGLE_SECRET))
  if (OIDC_ISSUER && OIDC_ID && OIDC_SECRET) {
    providers.push(oidc(OIDC_ISSUER, OIDC_ID, OIDC_SECRET, OIDC_NAME ?? 'single sign-on'))
  }
  return providers
}

/** What the sign-in page draws a button for. */
export const providerButtons = (): ProviderButton[] => oauthProviders().map(({ id, name }) => ({ id, name }))
