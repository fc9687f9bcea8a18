/** A task's marks up to its box, within lists and quotations. */
const TASK = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[\s>]+)+\[([ xX])\](?=\s)/

/** What ticks or unticks the task of a line: which character to replace, by what; null where it is no task. */
export function tickTask(line: string): { at: number; insert: string } | null {
  const found = TASK.exec(line)
  return found ? { at: found[0].length - 2, insert: found[1] === ' ' ? 'x' : ' ' } : null
}

type Lines = { lines: number; line(number: number): { text: string } }

/**
 * The line (from 0) that is written like this, nearest to where it stood; null where there is none any more.
 * What a person sees in the preview may be a moment older than the text.
 */
export function nearestLine(text: Lines, stood: number, written: string): number | null {
  const from = Math.min(stood, text.lines - 1)
  for (let away = 0; away < text.lines; away++) {
    for (const index of away === 0 ? [from] : [from - away, from + away]) {
      if (index >= 0 && index < text.lines && text.line(index + 1).text === written) return index
    }
  }
  return null
}
