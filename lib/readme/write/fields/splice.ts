import type { Span } from '#lib/readme/span.ts'

/** A part of a text and what takes its place. */
export type Change = Span & { text: string }

/** The text with its parts replaced. Changes at one place come in the order given; of two that overlap the later one is dropped. */
export function splice(text: string, changes: readonly Change[]): string {
  const ordered = [...changes].sort((a, b) => a.start - b.start || a.end - b.end)
  let result = ''
  let at = 0
  for (const change of ordered) {
    if (change.start < at) continue
    result += text.slice(at, change.start) + change.text
    at = change.end
  }
  return result + text.slice(at)
}
