function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * The path of a request as it may be logged: no query string, and no token of a share link (/s/TOKEN/…).
 * Long paths are cut: what a stranger types into an address is no concern of the log.
 */
export function maskPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  const segments = path.split('/')
  const [first, second] = segments.flatMap((segment, index) => (segment === '' ? [] : [index]))
  if (first !== undefined && second !== undefined && decoded(segments[first] ?? '') === 's')
    segments[second] = '[token]'
  return segments.join('/').slice(0, 200)
}
