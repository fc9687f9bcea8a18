import type { Line } from './read-line.ts'
import type { Span } from '#lib/readme/span.ts'
import { isLinkWord } from './link-kind.ts'
import { readVenueTag } from './venue-tag.ts'

const BEFORE =
  /^(?:[\s\u200b\ufeff•·*|>:,;]|(?!\$)\p{So}|\ufe0f|:[a-z0-9_+-]+:(?=\s)|\(?\d{1,3}[.)]\s(?=\p{L})|\[\d{1,3}\]\s*)+/u
const AFTER = /(?:[\s\u200b\ufeff*,;|:\ufffc[({【（，、]|(?!\$)\p{So}|\ufe0f|(?<=\s):[a-z0-9_+-]+:)+$/u
const OPENED = /^(?:[[(【（]([^[\]()【】（）]{1,60})[\])】）]|\[([^[\]]{1,60})\])[\s:.,–-]*/u
const CLOSED = /[\s,.:–-]*[[(【（]([^[\]()【】（）]{1,80})[\])】）][.\s]*$/u
const QUOTES: [string, string][] = [
  ['"', '"'],
  ['“', '”'],
  ['“', '"'],
  ['”', '”'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
]

const isAside = (text: string) => readVenueTag(text) !== null || isLinkWord(text) || /^\s*@/.test(text)

/** A title's span without numbers, emoji, quotes, dates, venues and "(pdf)" around it, and without the stop at its end. */
export function trimTitle(line: Line, { start, end }: Span, isWhole: boolean): Span {
  const text = (from: number, to: number) => line.text.slice(from, to)
  let [from, to] = [start, end]
  for (let rounds = 0; rounds < 8; rounds += 1) {
    const before = [from, to]
    from += BEFORE.exec(text(from, to))?.[0].length ?? 0
    to -= AFTER.exec(text(from, to))?.[0].length ?? 0
    const inner = text(from, to)
    if (/(?<![.…])\s*\.$/.test(inner)) to -= /\s*\.$/.exec(inner)?.[0].length ?? 0
    const quotes = QUOTES.find(([open, close]) => inner.startsWith(open) && inner.endsWith(close) && inner.length > 3)
    if (quotes && !inner.slice(1, -1).includes(quotes[0])) [from, to] = [from + 1, to - 1]
    const opened = OPENED.exec(text(from, to))
    // "[Short] Short: the title", where the brackets hold a name for it.
    if (
      opened &&
      opened[0].length < to - from - 3 &&
      (isAside(opened[1] ?? opened[2] ?? '') || (isWhole && inner.length > 3 * opened[0].length))
    )
      from += opened[0].length
    const closed = CLOSED.exec(text(from, to))
    if (closed && closed.index > 0 && isAside(closed[1] ?? '')) to = from + closed.index
    if (from === before[0] && to === before[1]) break
  }
  return to > from ? { start: from, end: to } : { start, end }
}

/** The marks of a run of bold or italic text: "*", "__"; empty for HTML. */
function marksBefore(source: string, at: number, count: number): string {
  const mark = source[at - 1]
  return mark === '*' || mark === '_' ? mark.repeat(count) : ''
}

const oneLine = (text: string) => text.replace(/[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ').trim()

/** A title as Markdown in one line: emphasis inside it stays, that around the whole of it goes. */
export function titleMarkdown(line: Line, span: Span, source: string): string {
  const inside = [
    ...line.italic.map((run) => ({ ...run, count: 1 })),
    ...line.bold.map((run) => ({ ...run, count: 2 })),
  ].filter(
    (run) =>
      run.start >= span.start &&
      run.end <= span.end &&
      run.end > run.start &&
      (run.start > span.start || run.end < span.end),
  )
  if (inside.length === 0) return oneLine(line.text.slice(span.start, span.end))
  let text = ''
  const marks = new Map<number, string>()
  for (const run of inside) {
    // Bold at an edge marks the title itself ("**BERT**: the rest"), not a word in it.
    if (run.count === 2 && (run.start === span.start || run.end === span.end)) continue
    const mark = marksBefore(source, line.from[run.start] ?? 0, run.count)
    marks.set(run.start, (marks.get(run.start) ?? '') + mark)
    marks.set(run.end, mark + (marks.get(run.end) ?? ''))
  }
  for (let at = span.start; at <= span.end; at += 1) {
    text += marks.get(at) ?? ''
    if (at < span.end) text += line.text[at] ?? ''
  }
  return oneLine(text)
}
