import { type KeyObject, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Claims = Record<string, unknown> & { sub: string }

export type OidcServer = {
  issuer: string
  /** Who signs in next. `hidden` claims are told by userinfo only, as many providers do with e-mail. */
  person: { claims: Claims; hidden: Record<string, unknown> }
  /** What the provider's own sign-in page does: sends the browser back with a code. */
  approve: (authorizeUrl: string) => string
  close: () => void
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function idToken(claims: object, key: KeyObject): string {
  const signed = `${base64url({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${base64url(claims)}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

/** An OpenID Connect provider on loopback: discovery, keys, token and userinfo, nobody's real one. */
export async function startOidcServer(clientId: string): Promise<OidcServer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { nonce: string | null; person: OidcServer['person'] }>()
  const tokens = new Map<string, OidcServer['person']>()
  const server = createServer(async (request, response) => {
    const send = (value: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    const { pathname } = new URL(request.url ?? '/', oidc.issuer)
    if (pathname === '/.well-known/openid-configuration') {
      const at = (path: string) => oidc.issuer + path
      return send({
        issuer: oidc.issuer,
        authorization_endpoint: at('/authorize'),
        token_endpoint: at('/token'),
        userinfo_endpoint: at('/userinfo'),
        jwks_uri: at('/jwks'),
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (pathname === '/jwks') {
      return send({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] })
    }
    if (pathname === '/token') {
      const code = (await bodyOf(request)).get('code') ?? ''
      const grant = codes.get(code)
      codes.delete(code)
      if (!grant) return send({ error: 'invalid_grant' }, 400)
      const accessToken = randomBytes(16).toString('hex')
      tokens.set(accessToken, grant.person)
      const now = Math.floor(Date.now() / 1000)
      const times = { iss: oidc.issuer, aud: clientId, iat: now, exp: now + 300 }
      const nonce = grant.nonce === null ? {} : { nonce: grant.nonce }
      const id = idToken({ ...times, ...nonce, ...grant.person.claims }, privateKey)
      // not-before-policy: Keycloak's own addition, which an account must survive.
      return send({
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: 300,
        id_token: id,
        'not-before-policy': 0,
      })
    }
    const person = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''))
    return person ? send({ ...person.claims, ...person.hidden }) : send({ error: 'invalid_token' }, 401)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const oidc: OidcServer = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: { claims: { sub: 'nobody' }, hidden: {} },
    approve: (authorizeUrl) => {
      const { searchParams } = new URL(authorizeUrl)
      const code = randomBytes(16).toString('hex')
      codes.set(code, { nonce: searchParams.get('nonce'), person: oidc.person })
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', searchParams.get('state') ?? '')
      return back.toString()
    },
    close: () => void server.close(),
  }
  return oidc
}
