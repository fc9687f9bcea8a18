/** The text that this browser keeps of a note that was not saved yet. */
export type KeptDraft = { text: string; baseVersion: number; at: string }

/** Null where there is none, or the browser keeps nothing for us. */
export function readDraft(key: string): KeptDraft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof draft !== 'object' || draft === null) return null
    const { text, baseVersion, at } = draft as Partial<Record<keyof KeptDraft, unknown>>
    if (typeof text !== 'string' || typeof baseVersion !== 'number' || typeof at !== 'string') return null
    return { text, baseVersion, at }
  } catch {
    return null
  }
}

/** False where the browser does not keep it (private window, full). */
export function keepDraft(key: string, draft: KeptDraft): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
