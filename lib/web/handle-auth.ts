import NextAuth, { type AuthOptions } from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions } from './auth.ts'
import { clientAddress } from './client-address.ts'
import { sessionToken } from './session.ts'

type Context = { params: Promise<{ nextauth: string[] }> }
type Handler = (request: NextRequest, context: Context, options: AuthOptions) => Promise<Response>

// next-auth is CommonJS: what `import` calls its default is the function, or the module around it.
const imported = NextAuth as unknown as Handler | { default: Handler }
const nextAuth = typeof imported === 'function' ? imported : imported.default

/**
 * Whether a one-time link is being redeemed from anywhere but our own landing page: a mail program, a
 * link scanner, another site that wants a visitor signed in as somebody else.
 */
export function redeemsFromElsewhere(path: readonly string[], headers: Headers): boolean {
  const isRedeeming = path[0] === 'callback' && path[1] === 'email'
  const site = headers.get('sec-fetch-site')
  return isRedeeming && site !== null && site !== 'same-origin'
}

/** Everything under /api/auth. A link that is redeemed from elsewhere goes to its landing page, which asks for a click. */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth: path } = await context.params
  if (redeemsFromElsewhere(path, request.headers)) {
    const { searchParams } = request.nextUrl
    const link = new URLSearchParams({ token: searchParams.get('token') ?? '', email: searchParams.get('email') ?? '' })
    return new Response(null, {
      status: 303,
      headers: { Location: `/sign-in/link?${link}`, 'Cache-Control': 'no-store' },
    })
  }
  return nextAuth(request, context, authOptions(await clientAddress(), await sessionToken()))
}
