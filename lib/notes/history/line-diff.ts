import { diffArrays, diffWordsWithSpace } from 'diff'

/** A stretch of a line: `changed` where the two lines differ. */
export type DiffPart = { text: string; changed: boolean }
export type DiffLine =
  | { kind: 'same' | 'added' | 'removed'; parts: DiffPart[]; before: number | null; after: number | null }
  /** Lines left out, the same in both. */
  | { kind: 'gap'; lines: number }

const CONTEXT = 3
/** Beyond so many lines that differ, the texts are shown one after the other: finding the least takes the square of it. */
const MOST_EDITS = 4000
/** Pairs of lines of which the words are compared. */
const MOST_WORDINGS = 500

const whole = (text: string): DiffPart[] => [{ text, changed: false }]

/** Two wordings of one line, with the words that differ marked; as they are where nearly nothing is the same. */
function wordings(before: string, after: string): [DiffPart[], DiffPart[]] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: 400 })
  const same = parts
    ?.filter((part) => !part.added && !part.removed)
    .reduce((sum, part) => sum + part.value.trim().length, 0)
  if (!parts || (same ?? 0) * 3 < Math.max(before.length, after.length)) return [whole(before), whole(after)]
  const side = (hidden: 'added' | 'removed') =>
    parts.filter((part) => !part[hidden]).map((part) => ({ text: part.value, changed: part.added || part.removed }))
  return [side('added'), side('removed')]
}

/** An empty text has no line, rather than one that is empty. */
const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

/** One text in place of another. */
const replaced = (before: string[], after: string[]) => [
  { value: before, added: false, removed: true },
  { value: after, added: true, removed: false },
]

function allLines(before: string, after: string): Exclude<DiffLine, { kind: 'gap' }>[] {
  const [left, right] = [linesOf(before), linesOf(after)]
  const changes = diffArrays(left, right, { maxEditLength: MOST_EDITS }) ?? replaced(left, right)
  let compared = 0
  const lines: Exclude<DiffLine, { kind: 'gap' }>[] = []
  let [at, to] = [0, 0]
  for (const [index, change] of changes.entries()) {
    const next = changes[index + 1]
    if (change.removed && next?.added) {
      const pairs = change.value.map((text, row) => {
        const other = next.value[row]
        return other === undefined || (compared += 1) > MOST_WORDINGS ? null : wordings(text, other)
      })
      for (const [row, text] of change.value.entries())
        lines.push({ kind: 'removed', parts: pairs[row]?.[0] ?? whole(text), before: ++at, after: null })
      for (const [row, text] of next.value.entries())
        lines.push({ kind: 'added', parts: pairs[row]?.[1] ?? whole(text), before: null, after: ++to })
    } else if (change.removed) {
      for (const text of change.value) lines.push({ kind: 'removed', parts: whole(text), before: ++at, after: null })
    } else if (change.added && !changes[index - 1]?.removed) {
      for (const text of change.value) lines.push({ kind: 'added', parts: whole(text), before: null, after: ++to })
    } else if (!change.added) {
      for (const text of change.value) lines.push({ kind: 'same', parts: whole(text), before: ++at, after: ++to })
    }
  }
  return lines
}

/**
 * What changed between two texts, line by line, with the words within a line; long stretches that are
 * the same are left out but for a few lines around each change. Empty where the texts are equal.
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  if (before === after) return []
  const lines = allLines(before, after)
  const near = new Set<number>()
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'same') continue
    for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at)
  }
  const shown: DiffLine[] = []
  for (const [index, line] of lines.entries()) {
    const last = shown.at(-1)
    if (near.has(index)) shown.push(line)
    else if (last?.kind === 'gap') last.lines += 1
    else shown.push({ kind: 'gap', lines: 1 })
  }
  return shown
}
