/** Letters and signs that were escaped, up to three times over; what an escape of no meaning stands beside is read all the same. */
function decoded(text: string): string {
  let readable = text
  for (let round = 0; round < 3; round += 1) {
    readable = readable.replace(/%([2-7][0-9a-f])/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  }
  return readable
}

/** A token of a share link wherever it stands in a path: what follows "/s/". */
const AFTER_S = /(^|[/\\])s[/\\]+[^/\\?#&]+/gi

/**
 * The path of a request as it may be logged: no query string, and no token of a share link (/s/TOKEN/…),
 * however it is escaped and wherever in the path it stands. Long paths are cut: what a stranger types
 * into an address is no concern of the log.
 */
export function maskPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  const readable = decoded(path)
  const masked = readable.replace(AFTER_S, (_whole, before: string) => `${before}s/[token]`)
  return (masked === readable ? path : masked).slice(0, 200)
}
