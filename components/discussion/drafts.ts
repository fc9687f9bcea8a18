/**
 * What was typed and not sent yet, by where it was typed: kept while the tab lives, so that a thread that
 * moves, closes or comes back loses nobody's words.
 */
const drafts = new Map<string, string>()

export const draftOf = (key: string): string => drafts.get(key) ?? ''

export function keepDraft(key: string, text: string): void {
  if (text === '') drafts.delete(key)
  else drafts.set(key, text)
}
