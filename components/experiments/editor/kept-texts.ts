/** Texts that are not saved yet, kept in this browser. */

export type KeptText = {
  text: string
  /** The version that it started from; null: a new experiment. */
  version: number | null
}

/** Where the text of an experiment is kept; of a new one, by the paper that it is about. */
export const keptKey = (list: string, slug: string | null, paperId: string | null) =>
  slug === null ? `new-experiment:${list}:${paperId ?? ''}` : `experiment:${list}:${slug}`

/** @returns null where nothing is kept, or the browser does not let us look. */
export function readKept(key: string): KeptText | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<KeptText> | null
    if (typeof kept?.text !== 'string') return null
    return { text: kept.text, version: typeof kept.version === 'number' ? kept.version : null }
  } catch {
    return null
  }
}

/** @returns whether the browser took it. */
export function keepText(key: string, kept: KeptText): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function dropKept(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Where nothing could be kept there is nothing to drop.
  }
}
