import type { PaperLink } from '#lib/papers/schema.ts'
import { addressForms, textForms } from './escape.ts'
import type { Reading } from './reading.ts'
import { gapsOf, isForm, joinGaps, slotsOf } from './slots.ts'

/** How links beside a title are written: their brackets, what stands between two, the look of their words. */
export type LinkFrame = {
  open: string
  close: string
  between: string
  /** "[[pdf]](u)": the words have brackets of their own. */
  isInner: boolean
  label: (kind: string) => string
}

/** Of "[[pdf](u)] | [[code](u)]" the second goes with its brackets and its bar. */
export function joinLinkGaps(before: string, after: string): string {
  const open = /[[(]\s*$/.exec(before)
  const close = open && /^\s*[\])]/.exec(after)
  if (!open || !close) return joinGaps(before, after)
  const left = before.slice(0, open.index)
  const right = after.slice(close[0].length)
  const trimmed = left.replace(/(?:\s*(?:[,;|/·•]|<br\s*\/?>))?\s*$/u, '')
  return /^\s*$/.test(right) || /^[\s,;|/·•<.]/u.test(right) ? trimmed + right : left + right
}

const KIND_WORDS: Record<string, string> = { other: 'link' }

/** The way links beside the title are written in these entries, the nearest first; null where none has any. */
export function linkFrame(readings: readonly Reading[]): LinkFrame | null {
  let single: LinkFrame | null = null
  // The words that neighbours have for a kind: "github" for code. A badge's words are a picture's.
  const usual = new Map<string, string>()
  for (const { text, fields, parts } of readings) {
    for (const { url, span } of parts.links) {
      const link = fields.links.find((each) => each.url === url && each.label !== null)
      const isWord = link?.label && link.label.length < 12 && !text.startsWith('[!', span.start)
      if (isWord && link.label && !usual.has(link.kind)) usual.set(link.kind, link.label)
    }
  }
  for (const reading of readings) {
    const slots = slotsOf(reading)
    const gaps = gapsOf(reading, slots)
    for (const [at, slot] of slots.entries()) {
      const written = reading.text.slice(slot.span.start, slot.span.end)
      if (slot.name !== 'link' || !written.startsWith('[') || written.startsWith('[!')) continue
      const isBracketed = /\[\s*$/.test(gaps[at] ?? '') && /^\s*\]/.test(gaps[at + 1] ?? '')
      const [open, close] = isBracketed ? ['[', ']'] : ['', '']
      const label = reading.fields.links.find(({ url }) => url === slot.url)?.label ?? 'link'
      const frame = {
        open,
        close,
        isInner: written.startsWith('[['),
        label: (kind: string) => usual.get(kind) ?? inCaseOf(label, KIND_WORDS[kind] ?? kind),
      }
      const gap = gaps[at + 1] ?? ''
      // A bar in a table's row begins another cell.
      const isBetween = isForm(gap) && !/\n/.test(gap) && !(reading.style === 'row' && gap.includes('|'))
      if (slots[at + 1]?.name === 'link' && isBetween && reading.style !== 'html-row') {
        const between = isBracketed ? gap.replace(/^\s*\]/, '').replace(/\[\s*$/, '') : gap
        return { ...frame, between }
      }
      single ??= { ...frame, between: ' ' }
    }
  }
  return single
}

function inCaseOf(example: string, word: string): string {
  if (/^\p{Lu}{2,}$/u.test(example)) return word.toUpperCase()
  return /^\p{Lu}/u.test(example) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}

export const HOUSE_LINKS: LinkFrame = {
  open: '[',
  close: ']',
  between: ' ',
  isInner: false,
  label: (kind) => KIND_WORDS[kind] ?? kind,
}

/** A link beside a title in each of its forms. */
export function linkTexts(link: PaperLink, frame: LinkFrame, style: Reading['style']): string[] {
  const labels = textForms(link.label ?? frame.label(link.kind), style)
  if (style === 'html-row') return labels.map((label) => `<a href="${addressForms(link.url, style)[0]}">${label}</a>`)
  const words = frame.isInner ? labels.map((label) => `[${label}]`) : labels
  const texts = addressForms(link.url, style).flatMap((url) => words.map((label) => `[${label}](${url})`))
  return texts.map((text) => frame.open + text + frame.close)
}
