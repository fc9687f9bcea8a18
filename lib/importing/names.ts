import { parseAuthors } from '#lib/papers/authors.ts'

export type Names = ReturnType<typeof parseAuthors>

const NOTHING = /^[\s\p{P}\p{S}\d]*$/u
// Words of sentences, which no line of names has.
const SENTENCE = /\b(?:the|this|that|for|from|with|see|our|we|is|are|in|on|to|of|by|new|check|using|here|list)\b/iu
const CASELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Devanagari}]/u

/** A line without what may stand around names: item marks, "(2018).", "[2023/10]", quotes. */
export function bareNames(text: string): string {
  return text
    .replace(/^[\s\p{S}•·–—:-]+/u, '')
    .replace(/[([]\s*\d{4}(?:[-/.]\d{1,2}){0,2}\s*[)\]]\.?/g, '')
    .replace(/[\s:“"«–—-]+$/u, '')
    .trim()
}

/** The names of a line, or null where it does not read as names. */
export function readNames(text: string): Names | null {
  const line = bareNames(text)
  if (NOTHING.test(line) || line.length > 20_000) return null
  const names = parseAuthors(line)
  if (names.authors.length === 0) return null
  const areNames = names.authors.every(({ family, given = '' }) => {
    const name = `${given} ${family}`.trim()
    if (name.length > 300 || name.split(' ').length > 7 || /[?!:“”"/\\<>{}=_]|\d/u.test(name)) return false
    return CASELESS.test(name) || (/\p{Lu}/u.test(family) && !SENTENCE.test(name.replace(/\b\p{Lu}\.?(?=\s|$)/gu, '')))
  })
  return areNames ? names : null
}
