const TASK = /^(?:\s|>)*(?:[-*+]|\d{1,9}[.)])\s+\[([ xX])\](?=\s)/

/** The lines of a text (from 0) that are tasks, in order. */
export function taskLines(text: string): number[] {
  let fence: string | null = null
  return text.split('\n').flatMap((line, index) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null
    return fence === null && TASK.test(line) ? [index] : []
  })
}

/** What ticks or unticks the task of a line: which character to replace, by what; null where it is no task. */
export function tickTask(line: string): { at: number; insert: string } | null {
  const found = TASK.exec(line)
  return found ? { at: found[0].length - 2, insert: found[1] === ' ' ? 'x' : ' ' } : null
}
