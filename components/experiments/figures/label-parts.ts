export type LabelPart = { text: string; shift: 'none' | 'sub' | 'super' }

/** `_{…}`, `^{…}`, or one sign after them where the word ends with it: `learning_rate` stays as it is. */
const SCRIPT = /([_^])(?:\{([^{}]*)\}|([^\s{}_^])(?![\p{L}\p{N}_]))/gu

/** A label's plain mathematics, "T_{W+ΔW}(x)", in the parts in which it is set. */
export function labelParts(label: string): LabelPart[] {
  const parts: LabelPart[] = []
  let end = 0
  for (const match of label.matchAll(SCRIPT)) {
    if (match.index > end) parts.push({ text: label.slice(end, match.index), shift: 'none' })
    parts.push({ text: match[2] ?? match[3] ?? '', shift: match[1] === '_' ? 'sub' : 'super' })
    end = match.index + match[0].length
  }
  if (end < label.length) parts.push({ text: label.slice(end), shift: 'none' })
  return parts
}

/** The label without its marks, for measuring it and for those who hear it. */
export const labelText = (label: string) =>
  labelParts(label)
    .map(({ text }) => text)
    .join('')
