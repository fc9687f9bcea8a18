/** Why a text is shown as it was written instead of formatted. */
export class TooComplex extends Error {
  override readonly name = 'TooComplex'
}

/** Characters of a text that are formatted; a long note has a tenth of it. */
export const LONGEST_TEXT = 200_000

/** The text up to the last whole line that fits. */
export function withinLimit(text: string): string {
  if (text.length <= LONGEST_TEXT) return text
  const end = text.lastIndexOf('\n', LONGEST_TEXT)
  return text.slice(0, end > LONGEST_TEXT / 2 ? end : LONGEST_TEXT)
}

/** A line that opens more containers than anybody writes, or one mark in a row without end. */
const TANGLED = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){60}|(?:[*_~][^*_~\n]?){2000}|[[!]{500}/m

/**
 * Refuses what would keep the Markdown parser busy for minutes.
 * @throws TooComplex
 */
export function requireTractable(text: string): void {
  if (TANGLED.test(text)) throw new TooComplex('It is nested too deeply.')
}
