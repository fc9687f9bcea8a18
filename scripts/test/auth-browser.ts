import { createRequire } from 'node:module'
import type { AuthOptions } from 'next-auth'

type Answer = { status: number; location: string | null; body: unknown }
type Request = {
  query: Record<string, unknown>
  body?: unknown
  cookies: Record<string, string>
  headers: object
  method: string
}
type Response = {
  status(code: number): Response
  setHeader(name: string, value: string | string[]): Response
  getHeader(name: string): string | string[] | undefined
  end(): void
  json(body: unknown): void
  send(body: unknown): void
}
type NextAuth = (request: Request, response: Response, options: AuthOptions) => Promise<void>

const require = createRequire(import.meta.url)
const { default: nextAuth } = require('next-auth') as { default: NextAuth }

/** A browser, as far as next-auth can tell: it keeps cookies and follows what it is told to. */
export class AuthBrowser {
  readonly cookies: Record<string, string> = {}
  private readonly options: () => AuthOptions

  private constructor(options: (sessionToken: string | null) => AuthOptions) {
    this.options = () => options(this.cookies['next-auth.session-token'] ?? null)
  }

  /** @param options made for each request, from the session's token that the browser then has. */
  static with(options: (sessionToken: string | null) => AuthOptions): AuthBrowser {
    return new AuthBrowser(options)
  }

  /** Follows redirects as long as they stay with next-auth. */
  async get(address: string): Promise<Answer> {
    const answer = await this.send('GET', address)
    return /\/api\/auth\/(error|signin)/.test(answer.location ?? '') ? this.get(answer.location ?? '') : answer
  }

  /** A form of next-auth's, with the token that it asks for. */
  async post(address: string, fields: Record<string, string> = {}): Promise<Answer> {
    const { body } = await this.get('/api/auth/csrf')
    return this.send('POST', address, { ...(body as object), ...fields })
  }

  private async send(method: string, address: string, body?: object): Promise<Answer> {
    const url = new URL(address, 'http://localhost:3000')
    const nextauth = url.pathname.split('/').slice(3)
    const query = { ...Object.fromEntries(url.searchParams), nextauth }
    const answer: Answer = { status: 200, location: null, body: null }
    const set: string[] = []
    const response: Response = {
      status: (code) => ((answer.status = code), response),
      getHeader: (name) => (name === 'Set-Cookie' ? set : undefined),
      setHeader: (name, value) => {
        if (name === 'Set-Cookie') set.splice(0, set.length, ...[value].flat())
        if (name === 'Location') answer.location = String(value)
        return response
      },
      end: () => undefined,
      json: (json) => void (answer.body = json),
      send: (text) => void (answer.body = text),
    }
    await nextAuth(
      { query, cookies: { ...this.cookies }, headers: {}, method, ...(body ? { body } : {}) },
      response,
      this.options(),
    )
    for (const cookie of set) this.keep(cookie)
    return answer
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
    if (value === '' || /max-age=0/i.test(cookie)) delete this.cookies[name]
    else this.cookies[name] = value
  }
}
