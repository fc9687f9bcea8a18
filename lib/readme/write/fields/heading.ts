import { lineEndAt } from './lines.ts'

const ATX = /^( {0,3})(#{1,6})([^\S\r\n]*)([\s\S]*?)([^\S\r\n]+#+[^\S\r\n]*|[^\S\r\n]*)$/
const SETEXT = /^([\s\S]*?)(\r\n|\r|\n)([^\S\r\n]{0,3}(?:=+|-+)[^\S\r\n]*)$/
const HTML = /^(<h)([1-6])(\b[\s\S]*<\/h)[1-6](>)/i

/** A heading's level, 1 to 6; null where it is none of Markdown's or HTML's (a bold line, a <summary>). */
export function headingLevel(source: string): number | null {
  const html = HTML.exec(source)
  if (html) return Number(html[2])
  const atx = ATX.exec(source)
  if (atx) return atx[2]?.length ?? null
  const setext = SETEXT.exec(source)
  return setext ? (setext[3]?.trim().startsWith('=') ? 1 : 2) : null
}

/** The same heading at another level; an underlined one that gets deeper than its marks can say takes the other form. */
export function atLevel(source: string, level: number): string {
  const depth = Math.min(6, Math.max(1, level))
  if (HTML.test(source)) return source.replace(HTML, `$1${depth}$3${depth}$4`)
  const atx = ATX.exec(source)
  if (atx) {
    const [, indent = '', , space = '', words = '', tail = ''] = atx
    return indent + '#'.repeat(depth) + space + words + tail.replace(/#+/, '#'.repeat(depth))
  }
  const setext = SETEXT.exec(source)
  if (!setext) return source
  const [, words = '', end = '\n', line = ''] = setext
  if (depth > 2) return `${'#'.repeat(depth)} ${words.replace(/\s*(?:\r\n|\r|\n)\s*/g, ' ').trim()}`
  return words + end + line.replace(/[=-]/g, depth === 1 ? '=' : '-')
}

/** The words of a heading, where they stand in it. */
function wordsOf(source: string): { before: string; words: string; after: string } {
  const atx = ATX.exec(source)
  if (atx) {
    const [, indent = '', marks = '', space = '', words = '', tail = ''] = atx
    return { before: indent + marks + (space || ' '), words, after: tail }
  }
  const setext = SETEXT.exec(source)
  if (setext) return { before: '', words: setext[1] ?? '', after: source.slice((setext[1] ?? '').length) }
  const tags = /^((?:\s|<[^>]*>|\*\*|__)*)([\s\S]*?)((?:\s|<[^>]*>|\*\*|__)*)$/.exec(source)
  return { before: tags?.[1] ?? '', words: tags?.[2] ?? source, after: tags?.[3] ?? '' }
}

/** What a heading's words would be read as Markdown for, escaped. */
const escaped = (title: string) => title.replace(/[\\`*_[\]<>]/g, '\\$&')

/** A heading with another title in every way to write it: its marks, and what stands beside the title in it, stay. */
export function renamedForms(source: string, from: string, to: string): string[] {
  const { before, words, after } = wordsOf(source)
  const at = words.indexOf(from)
  const isOnce = from !== '' && at >= 0 && words.indexOf(from, at + 1) < 0
  const [lead, tail] = isOnce ? [words.slice(0, at), words.slice(at + from.length)] : ['', '']
  const whole = (title: string) => before + lead + title + tail + underline(after, words, lead + title + tail)
  return [...new Set([whole(to), whole(escaped(to)), before + escaped(to) + after])]
}

/** An underline as long as its words stays so. */
function underline(after: string, old: string, now: string): string {
  const mark = /^(\r\n|\r|\n)((=+|-+))$/.exec(after)
  if (!mark || mark[2]?.length !== old.length) return after
  return (mark[1] ?? '\n') + (mark[2]?.[0] ?? '-').repeat(Math.max(3, now.length))
}

/** A new heading in the form of another one; `like` is null where there is none. */
export function newHeading(title: string, level: number, like: string | null): string {
  const words = escaped(title)
  if (like !== null && !ATX.test(like) && SETEXT.test(like) && level <= 2) {
    return `${words}${lineEndAt(like, 0)}${(level === 1 ? '=' : '-').repeat(Math.max(3, words.length))}`
  }
  const atx = like === null ? null : ATX.exec(like)
  const isClosed = /#/.test(atx?.[5] ?? '')
  const marks = '#'.repeat(Math.min(6, Math.max(1, level)))
  return `${marks}${atx?.[3] || ' '}${words}${isClosed ? ` ${marks}` : ''}`
}
