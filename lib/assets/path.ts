/**
 * The one name of an asset of a list, from any way to write it: './assets/a.png', 'assets/a.png?raw=true'
 * and 'assets/b/../a%2Epng' are 'assets/a.png'. Null where it leaves the list's folder or is no relative path.
 */
export function assetPath(written: string): string | null {
  const bare = written
    .trim()
    .replace(/[?#].*$/s, '')
    .replaceAll('\\', '/')
  if (bare === '' || bare.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(bare)) return null
  let decoded: string
  try {
    decoded = decodeURIComponent(bare)
  } catch {
    decoded = bare
  }
  const parts: string[] = []
  for (const part of decoded.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  const path = parts.join('/')
  return path === '' || path.length > 1000 || /\p{Cc}/u.test(path) ? null : path
}
