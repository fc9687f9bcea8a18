import { diff3Merge, diffComm } from 'node-diff3'
import type { Choice } from '#lib/readme/plan/decisions.ts'
import type { NotePart } from '#lib/readme/report.ts'

export type MergedNote = {
  outcome: 'same' | 'theirs' | 'ours' | 'merged' | 'conflict'
  text: string
  /** Of a conflict: what both agree on, and what not. */
  parts: NotePart[]
}

const lines = (text: string) => text.split('\n')

function disputedParts(base: string | undefined, ours: string, theirs: string): NotePart[] {
  if (base === undefined) {
    return diffComm(lines(ours), lines(theirs)).map((part) =>
      part.common
        ? { kind: 'agreed', lines: part.common }
        : { kind: 'disputed', base: [], ours: part.buffer1, theirs: part.buffer2 },
    )
  }
  return diff3Merge(lines(ours), lines(base), lines(theirs), { excludeFalseConflicts: true }).map((region) =>
    region.conflict
      ? { kind: 'disputed', base: region.conflict.o, ours: region.conflict.a, theirs: region.conflict.b }
      : { kind: 'agreed', lines: region.ok ?? [] },
  )
}

const joined = (parts: readonly NotePart[], side: 'ours' | 'theirs') =>
  parts.flatMap((part) => (part.kind === 'agreed' ? part.lines : part[side])).join('\n')

/**
 * Merges a note line by line (diff3). What only one side changed comes in; where both changed the same
 * lines, `choice` decides, else ours stays and it is a conflict. A file that drops the whole note
 * drops none of ours: that is a conflict too.
 * @param base undefined where the note was never imported.
 */
export function mergeNote(base: string | undefined, ours: string, theirs: string, choice?: Choice['note']): MergedNote {
  if (choice !== undefined && typeof choice === 'object') {
    return { outcome: choice.text === ours ? 'ours' : 'merged', text: choice.text, parts: [] }
  }
  if (ours === theirs || theirs === base) return { outcome: ours === theirs ? 'same' : 'ours', text: ours, parts: [] }
  if (ours === '' && base === undefined) return { outcome: 'theirs', text: theirs, parts: [] }
  if (theirs === '') {
    if (base === undefined) return { outcome: 'ours', text: ours, parts: [] }
    const parts: NotePart[] = [{ kind: 'disputed', base: lines(base), ours: lines(ours), theirs: [] }]
    return { outcome: 'conflict', text: choice === 'theirs' ? '' : ours, parts }
  }
  if (ours === base)
    return choice === 'ours'
      ? { outcome: 'ours', text: ours, parts: [] }
      : { outcome: 'theirs', text: theirs, parts: [] }
  const parts = disputedParts(base, ours, theirs)
  if (parts.some((part) => part.kind === 'disputed')) {
    return { outcome: 'conflict', text: joined(parts, choice ?? 'ours'), parts }
  }
  return choice === 'ours'
    ? { outcome: 'ours', text: ours, parts: [] }
    : { outcome: 'merged', text: joined(parts, 'ours'), parts: [] }
}
