/** KaTeX macros of a list: {"\\R": "\\mathbb{R}"}. */
export type Macros = Record<string, string>

/** What the database holds, as macros; anything odd in it is left out. */
export function readMacros(stored: unknown): Macros {
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
