import { MASK } from './mask.ts'

/**
 * What the Markdown parser takes longer over the more of it stands in one paragraph, with the square of its
 * number or worse, and the most of it that is read as marks. The READMEs that we know have at most 18
 * runs of emphasis, 88 brackets and 12 dollars there.
 */
const LIMITS: { pattern: RegExp; most: number }[] = [
  { pattern: /[*_~]+/g, most: 400 },
  { pattern: /\[/g, most: 600 },
  { pattern: /\$+/g, most: 400 },
]
/** Of headings that are underlined: without an empty line between them, and in what is parsed at once. */
const MOST_UNDERLINED = 60
const MOST_UNDERLINED_IN_ALL = 300

const ITEM = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/
/** An item that may follow a paragraph without an empty line; one that is numbered otherwise is its next line. */
const INTERRUPTS = /^[ \t>]*(?:[-*+]|1[.)])[ \t]+\S/
const HEADING = /^[ \t>]*#{1,6}(?:[ \t]|$)/
const DEFINITION = /^ {0,3}\[[^\]]+\]:/
const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/
const DELIMITER = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
/** HTML that reaches to the next empty line: no marks are read in it. */
const HTML =
  /^ {0,3}<\/?(?:table|thead|tbody|tfoot|tr|td|th|details|summary|div|p|ul|ol|li|dl|dt|dd|center|section|h[1-6])(?=[ \t>/]|$)/i
const FENCE = /^ {0,3}(`{3,}|~{3,})([^\r\n]*)$/
/** In more lists and quotations than anybody writes; the READMEs that we know have at most 3. */
const NESTED = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){40}|^[ \t]{120,}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])/

const countIn = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0
const cellsIn = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|').length

/** The text with a sign that means nothing in place of each mark. */
const withoutMarks = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, MASK)

type Line = { start: number; end: number; text: string }

function* linesOf(text: string): Generator<Line> {
  const ends = /\r\n|\r|\n|$/g
  for (let start = 0; start < text.length;) {
    ends.lastIndex = start
    const found = ends.exec(text)
    const end = found ? found.index : text.length
    yield { start, end, text: text.slice(start, end) }
    start = end + (found?.[0].length || 1)
  }
}

/** Says where each paragraph begins: what the parser reads at once. */
class Paragraphs {
  #isFirst = true
  #isList = false
  #isTable = false
  #mayDefine = true
  #before = ''

  begins(line: string): boolean {
    const isItem = ITEM.test(line) && (this.#isFirst || this.#isList || INTERRUPTS.test(line))
    const isDefinition = this.#mayDefine && DEFINITION.test(line)
    const isHeading = HEADING.test(line)
    const begins = this.#isFirst || isItem || isHeading || isDefinition || this.#isTable
    if (DELIMITER.test(line) && line.includes('|') && cellsIn(line) === cellsIn(this.#before)) this.#isTable = true
    this.#isList ||= isItem
    this.#mayDefine = isHeading || isDefinition
    this.#isFirst = false
    this.#before = line
    return begins
  }
}

/** The stretches of lines without an empty one between them, but for what stands in a fence and in HTML. */
function* stretchesOf(text: string): Generator<Line[]> {
  let lines: Line[] = []
  let fence: string | null = null
  for (const line of linesOf(text)) {
    const [, marks = '', info = ''] = FENCE.exec(line.text) ?? []
    if (fence !== null) {
      if (marks.startsWith(fence) && info.trim() === '') fence = null
      continue
    }
    const opens = marks !== '' && !(marks.startsWith('`') && info.includes('`'))
    if (!opens && line.text.trim() !== '') {
      lines.push(line)
      continue
    }
    if (opens) fence = marks
    if (lines.length > 0) yield lines
    lines = []
  }
  if (lines.length > 0) yield lines
}

/** A line alone is no underline: a rule between two parts. */
const underlinedIn = (lines: readonly Line[]) => lines.slice(1).filter((line) => UNDERLINE.test(line.text)).length

function wholeOf(text: string, lines: readonly Line[]): Line {
  const start = lines[0]?.start ?? 0
  const end = lines.at(-1)?.end ?? start
  return { start, end, text: text.slice(start, end) }
}

const isOver = (text: string) => LIMITS.some(({ pattern, most }) => countIn(text, pattern) > most)

/** The parts of a stretch that are too tangled to be read. */
function tangledIn(text: string, lines: readonly Line[]): Line[] {
  const [first] = lines
  if (!first || HTML.test(first.text)) return []
  const { start, end } = wholeOf(text, lines)
  if (underlinedIn(lines) > MOST_UNDERLINED) return [wholeOf(text, lines)]
  const tangled = lines.filter((line) => NESTED.test(line.text))
  const paragraphs = new Paragraphs()
  let from = start
  const close = (to: number) => {
    const part = text.slice(from, to)
    if (isOver(part)) tangled.push({ start: from, end: to, text: part })
    from = to
  }
  for (const line of lines) if (paragraphs.begins(line.text)) close(line.start)
  close(end)
  return tangled
}

const MAY_NEST = /^[ \t]*(?:>|[-*+]|\d{1,9}[.)])[ \t>]*(?:>|[-*+]|\d{1,9}[.)])|^[ \t]{120}/m

/**
 * A text, as long as it was, in which what would keep the Markdown parser busy for minutes is plain
 * words: a paragraph with thousands of marks, a line in a hundred lists. Nothing is read in it, so it
 * is kept as text, byte for byte.
 */
export function untangle(text: string): string {
  const mayBe = isOver(text) || countIn(text, /^[ \t>]*(?:=+|-+)[ \t]*$/gm) > MOST_UNDERLINED || MAY_NEST.test(text)
  if (!mayBe) return text
  let underlined = 0
  const tangled = [...stretchesOf(text)].flatMap((lines) => {
    const more = underlinedIn(lines)
    underlined += more
    return more > 0 && underlined > MOST_UNDERLINED_IN_ALL ? [wholeOf(text, lines)] : tangledIn(text, lines)
  })
  const pieces: string[] = []
  let done = 0
  for (const { start, end } of [...tangled].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= done) continue
    pieces.push(text.slice(done, start), withoutMarks(text.slice(start, end)))
    done = end
  }
  return pieces.join('') + text.slice(done)
}
