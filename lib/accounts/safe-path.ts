/**
 * Where to go after signing in: a path of this site, or '/' for anything else. Takes what an address
 * bar may carry, so it refuses other sites however they are written ("//x", "/\x", "https:x").
 * @param origin of this site: an absolute address that begins with it counts as its path.
 */
export function safePath(next: unknown, origin: string): string {
  if (typeof next !== 'string' || next.length > 2000) return '/'
  if (!next.startsWith('/') && !next.startsWith(`${origin}/`)) return '/'
  const base = new URL(origin)
  if (!URL.canParse(next, base)) return '/'
  const url = new URL(next, base)
  if (url.origin !== base.origin) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  // "/..//x" resolves to "//x", which a browser would read as another site.
  if (path.startsWith('//')) return '/'
  const isAuth = url.pathname.startsWith('/api/') || url.pathname.startsWith('/sign-in')
  return isAuth ? '/' : path
}
