export type Writing = {
  /** Of the edits that no version holds yet; all times in ms. */
  firstEdit: number
  lastEdit: number
  /** When the last version was kept; 0: not since the note was opened. */
  lastKept: number
  /** Nobody has the note open any more. */
  isDeserted: boolean
}

const PAUSE = 20_000
const APART = 120_000
const LONGEST = 600_000

/**
 * Whether to keep a version by itself now: at a pause, when everybody has left, and at the latest after
 * ten minutes of writing. Pauses close to the last version are passed over: several short bursts are one version.
 */
export function isTimeToKeep({ firstEdit, lastEdit, lastKept, isDeserted }: Writing, now: number): boolean {
  if (isDeserted) return true
  if (now - firstEdit >= LONGEST) return true
  return now - lastEdit >= PAUSE && now - lastKept >= APART
}
