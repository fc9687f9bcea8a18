import type { Span } from '#lib/readme/span.ts'

export type BibtexField = { name: string; value: string; span: Span }
export type BibtexEntry = { type: string; span: Span; fields: BibtexField[] }

const ENTRY = /@([a-z]+)\s*\{\s*([^\s,{}="]*)\s*,/giy
const FIELD = /\s*,?\s*([a-z][\w-]*)\s*=\s*/giy
const NO_PAPER = /^(?:comment|string|preamble)$/i

/** The end of a value that begins at `start`: in braces, in quotes or bare. */
function endOfValue(text: string, start: number, end: number): number {
  const first = text[start]
  if (first !== '{' && first !== '"') {
    let at = start
    while (at < end && !/[\s,}]/.test(text[at] as string)) at += 1
    return at
  }
  let depth = 0
  for (let at = start; at < end; at += 1) {
    const char = text[at]
    if (char === '\\') at += 1
    else if (char === '{') depth += 1
    else if (char === '}') depth -= 1
    if (first === '{' ? depth === 0 : char === '"' && at > start && depth === 0) return at + 1
  }
  return end
}

/** The entries of a BibTeX source between two offsets, with the place of each field's value inside its braces. */
export function readBibtex(text: string, { start, end }: Span): BibtexEntry[] {
  const entries: BibtexEntry[] = []
  for (let from = text.indexOf('@', start); from >= 0 && from < end; from = text.indexOf('@', from)) {
    ENTRY.lastIndex = from
    const head = ENTRY.exec(text)
    if (!head || NO_PAPER.test(head[1] ?? '')) {
      from += 1
      continue
    }
    const fields: BibtexField[] = []
    let at = from + head[0].length
    while (at < end) {
      FIELD.lastIndex = at
      const field = FIELD.exec(text)
      if (!field || at + field[0].length >= end) break
      const value = at + field[0].length
      at = endOfValue(text, value, end)
      const isWrapped = /^[{"]/.test(text[value] ?? '') && at - value >= 2
      const span = isWrapped ? { start: value + 1, end: at - 1 } : { start: value, end: at }
      fields.push({ name: (field[1] ?? '').toLowerCase(), value: text.slice(span.start, span.end), span })
    }
    const close = /^[\s,]*\}/.exec(text.slice(at, Math.min(end, at + 200)))
    at += close?.[0].length ?? 0
    entries.push({ type: (head[1] ?? '').toLowerCase(), span: { start: from, end: Math.max(at, from + 1) }, fields })
    from = Math.max(at, from + 1)
  }
  return entries
}

const ACCENTS: Record<string, string> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
}
const LETTERS: Record<string, string> = {
  ss: 'ß',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ae: 'æ',
  AE: 'Æ',
  aa: 'å',
  AA: 'Å',
  oe: 'œ',
  OE: 'Œ',
  i: 'ı',
}

/** What a reader sees of a BibTeX value: accents composed, braces and line breaks gone; formulas stay. */
export function plainBibtex(value: string): string {
  return value
    .replace(
      /\\(['`^"~=.]|[uvHckr](?=[\s{]))\s*\{?\\?([a-zA-Z])\}?/g,
      (_, mark: string, letter: string) => letter + (ACCENTS[mark] ?? ''),
    )
    .replace(/\\(ss|o|O|l|L|ae|AE|aa|AA|oe|OE|i)(?![a-zA-Z])\s?/g, (_, name: string) => LETTERS[name] ?? '')
    .replace(/\\([&%$#_{}])/g, '$1')
    .replace(/[{}]/g, '')
    .replace(/---?/g, '–')
    .replace(/(?<!\\)~/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}
