import type { Span } from '#lib/readme/span.ts'

/** Stands for what is masked: no letter, no space, no punctuation that means anything. */
export const MASK = '\ufffc'

/** A text of the same length in which the given parts are filled with `sign`. Parts may overlap. */
export function maskParts(text: string, parts: readonly Span[], sign = MASK): string {
  if (parts.length === 0) return text
  const pieces: string[] = []
  let done = 0
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(part.start, done)
    const end = Math.min(part.end, text.length)
    if (end <= start) continue
    pieces.push(text.slice(done, start), sign.repeat(end - start))
    done = end
  }
  pieces.push(text.slice(done))
  return pieces.join('')
}

const EMOJI = /:[a-z0-9_+-]{2,40}:|\p{Extended_Pictographic}|[\ufe0f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** A text of the same length without emoji, their short codes and marks of direction. */
export const withoutEmoji = (text: string) =>
  text.replace(EMOJI, (found) => (/^[©®™0-9#*]$/.test(found) ? found : ' '.repeat(found.length)))
