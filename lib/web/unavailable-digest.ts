const MARK = 'UNAVAILABLE;'

/** Next hands on nothing of an error but its digest, so the sentence for the reader goes in it. */
export const unavailableDigest = (sentence: string): string => `${MARK}${sentence}`

/** The sentence in the digest of an error that says that something is unavailable just now; null for any other. */
export function unavailableSentence(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  const { digest } = error
  return typeof digest === 'string' && digest.startsWith(MARK) ? digest.slice(MARK.length) : null
}
