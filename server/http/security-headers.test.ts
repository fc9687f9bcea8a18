import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, createNonce, framedBy, securityHeaders } from './security-headers.ts'

const nonce = "'nonce-abc'"

describe('the policy of a page', () => {
  it('lets no script run that we did not write', () => {
    const policy = contentSecurityPolicy({ scripts: nonce, styles: nonce }, false)
    expect(policy).toContain("script-src 'self' 'nonce-abc';")
    expect(policy).not.toMatch(/script-src [^;]*unsafe/)
    expect(policy).not.toMatch(/style-src [^;]*unsafe/)
    expect(policy).toContain("frame-src 'self';")
    for (const rule of ["frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'", "object-src 'none'"]) {
      expect(policy).toContain(rule)
    }
  })

  it('lets other sites frame what is made to be embedded, and nothing else', () => {
    const policy = (path: string) => contentSecurityPolicy({ scripts: nonce, styles: nonce }, false, framedBy(path))
    expect(policy('/embed/experiments/a')).toContain('frame-ancestors *;')
    for (const path of ['/', '/embed', '/embedded', '/experiments/a', '/s/embed/x', '/l/list'])
      expect(policy(path)).toContain("frame-ancestors 'none';")
  })

  it('evaluates code only in development', () => {
    expect(contentSecurityPolicy({ scripts: nonce, styles: nonce }, true)).toContain("'unsafe-eval'")
  })

  it('has a nonce that nobody has seen', () => {
    const nonces = new Set(Array.from({ length: 1000 }, createNonce))
    expect(nonces.size).toBe(1000)
    expect(Buffer.from(createNonce(), 'base64')).toHaveLength(16)
  })
})

describe('the other headers', () => {
  const header = (path: string, name: string, isHttps = false) => new Map(securityHeaders(path, isHttps)).get(name)

  it("keep a share link's address from the sites it points to", () => {
    expect(header('/s/token/p/1', 'Referrer-Policy')).toBe('no-referrer')
    expect(header('/l/list', 'Referrer-Policy')).toBe('strict-origin-when-cross-origin')
  })

  it('insist on https only where the app is reached by it', () => {
    expect(header('/', 'Strict-Transport-Security', true)).toMatch(/max-age=\d{8}/)
    expect(header('/', 'Strict-Transport-Security')).toBeUndefined()
  })
})
