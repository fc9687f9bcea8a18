import { isLinkWord, isPaperUrl } from '#lib/readme/parse/text/link-kind.ts'
import { readNames } from '#lib/readme/parse/text/names.ts'
import type { Line, LineLink } from '#lib/readme/parse/text/read-line.ts'
import type { Span } from '#lib/readme/span.ts'
import { namesOnlyVenue } from '#lib/readme/parse/text/venue-tag.ts'

export type TitleHow =
  'bold link' | 'bold title' | 'link to a paper' | 'link' | 'quoted title' | 'italic title' | 'plain text'

export type TitleCandidate = Span & { link: LineLink | null; how: TitleHow }

/** A title stands among the first marked parts of an entry. */
const MAX_RUNS = 100
const LABEL =
  /^\s*[[({【]?\s*(?:\d{1,4}|#\d+|[ivx]+|new|update[sd]?|important|note|tl;?dr|abstract|authors?|title|paper|venue|year|published|summary|links?)\s*[\])}】]?\s*[.:!]?\s*$/iu
const QUOTED =
  /[“„«「『《]([^“”„«»「」『』《》]{4,500})[”“»」』》]|(?<![\p{L}\p{N}])"([^"]{4,500})["”]|“([^"“”]{4,500})"/gu

export const countWords = (text: string) =>
  text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{2}|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu)?.length ?? 0

/** Whether a marked text says something other than a title: a number, a label, a date, a venue. */
export function isTag(text: string): boolean {
  const bare = text.replace(/^[\s\p{S}]+|[\s\p{S}]+$/gu, '')
  return !/\p{L}/u.test(bare) || LABEL.test(bare) || namesOnlyVenue(bare)
}

const inBrackets = (line: Line, { start, end }: Span) =>
  /[[(【（]\s*$/.test(line.text.slice(Math.max(0, start - 3), start)) &&
  /^\s*[\])】）]/.test(line.text.slice(end, end + 3))

export const textOf = (line: Line, span: Span) => line.text.slice(span.start, span.end)
const holds = (outer: Span, inner: Span) => outer.start <= inner.start && outer.end >= inner.end

/** Whether nothing but marks stands in `outer` beside `inner`. */
function fills(line: Line, inner: Span, outer: Span): boolean {
  const beside = line.text.slice(outer.start, inner.start) + line.text.slice(inner.end, outer.end)
  return !/[\p{L}\p{N}]/u.test(beside)
}

/** Links that may be a title: with words of their own, no "pdf", no anchor in the page, no venue. */
function titleLinks(line: Line): LineLink[] {
  return line.links.slice(0, MAX_RUNS).filter((link) => {
    if (link.isBadge || link.end <= link.start || (link.url ?? '').startsWith('#')) return false
    const { label } = link
    // A bare address is no title.
    if (/^(?:https?:\/\/|www\.)\S*$/i.test(label)) return false
    return !isLinkWord(label) && !isTag(label)
  })
}

/** "**[R-CNN]** the title": a name in brackets before it. */
function isShortName(line: Line, run: Span): boolean {
  const text = textOf(line, run)
  return (
    /^\s*\[[^[\]]*\]\s*$/.test(text) && countWords(text) <= 5 && countWords(line.text.slice(run.end, run.end + 200)) > 1
  )
}

function boldRuns(line: Line): Span[] {
  const runs: Span[] = []
  for (const run of line.bold.slice(0, MAX_RUNS)) {
    const last = runs.at(-1)
    if (
      last &&
      /^\s*$/.test(line.text.slice(last.end, run.start)) &&
      run.start >= last.end &&
      !/\n/.test(line.text.slice(last.end, run.start))
    )
      runs[runs.length - 1] = { start: last.start, end: run.end }
    else runs.push(run)
  }
  return runs.filter(
    (run) =>
      /\p{L}{2}/u.test(textOf(line, run)) &&
      !/^\s*[(（][^()（）]*[)）]\s*$/.test(textOf(line, run)) &&
      !isShortName(line, run) &&
      !isTag(textOf(line, run)),
  )
}

/** "[**Title**](url)" and "**[Title](url)**": the first link that is bold as a whole, or begins so. */
function boldLink(line: Line, links: LineLink[]): TitleCandidate | null {
  const bold = line.bold.slice(0, MAX_RUNS)
  const link = links
    .slice(0, MAX_RUNS)
    .find((each) =>
      bold.some((run) => (holds(each, run) && run.end > run.start) || (holds(run, each) && fills(line, each, run))),
    )
  return link ? { start: link.start, end: link.end, link, how: 'bold link' } : null
}

function quotedRun(line: Line): Span | null {
  for (const match of line.text.slice(0, 3000).matchAll(QUOTED)) {
    const inner = match[1] ?? match[2] ?? match[3] ?? ''
    const start = match.index + match[0].indexOf(inner)
    const span = { start, end: start + inner.length }
    if (
      countWords(inner) >= 2 &&
      !isTag(inner) &&
      !inBrackets(line, { start: match.index, end: match.index + match[0].length })
    )
      return span
  }
  return null
}

const looksLikeNames = (text: string) => /,|&|\band\b|\bet\s*al\b/i.test(text) && readNames(text) !== null

function linkAsTitle(link: LineLink): TitleCandidate {
  return { start: link.start, end: link.end, link, how: isPaperUrl(link.url ?? '') ? 'link to a paper' : 'link' }
}

/** Which of a bold text and a link with words of its own is the title. */
function boldOrLink(line: Line, bold: Span, link: LineLink): TitleCandidate {
  const asBold: TitleCandidate = { ...bold, link: null, how: 'bold title' }
  const [boldWords, linkWords] = [countWords(textOf(line, bold)), countWords(link.label)]
  if (holds(bold, link)) return boldWords > linkWords + 2 && linkWords <= 3 ? asBold : linkAsTitle(link)
  const isLabel = inBrackets(line, bold) || /:\s*$/.test(textOf(line, bold)) || looksLikeNames(textOf(line, bold))
  if (isLabel) return linkAsTitle(link)
  if (bold.start < link.start)
    return linkWords > boldWords && (linkWords >= 4 || isPaperUrl(link.url ?? '')) ? linkAsTitle(link) : asBold
  return linkWords >= 2 || isPaperUrl(link.url ?? '') ? linkAsTitle(link) : asBold
}

/** The title that marks single out: bold, a link, quotes, italics; null where only plain text could be one. */
export function markedTitle(line: Line): TitleCandidate | null {
  const links = titleLinks(line)
  const linked = boldLink(line, links)
  const bold = boldRuns(line).find((run) => !inBrackets(line, run) || countWords(textOf(line, run)) >= 5)
  // The link that is most like a title: to a paper, else of several words, else the first.
  const link =
    links.find((each) => isPaperUrl(each.url ?? '')) ?? links.find((each) => countWords(each.label) >= 3) ?? links[0]
  if (linked) {
    const better = countWords(textOf(line, linked)) <= 2 && link && link !== linked.link && countWords(link.label) >= 4
    return better ? linkAsTitle(link) : linked
  }
  const marked =
    bold && link
      ? boldOrLink(line, bold, link)
      : bold
        ? { ...bold, link: null, how: 'bold title' as const }
        : link
          ? linkAsTitle(link)
          : null
  const quoted = quotedRun(line)
  if (quoted) {
    const words = countWords(textOf(line, quoted))
    const asQuoted: TitleCandidate = {
      ...quoted,
      link: line.links.find((each) => holds(each, quoted)) ?? null,
      how: 'quoted title',
    }
    if (!marked) return asQuoted
    const own = textOf(line, marked)
    if (holds(quoted, marked)) return words > countWords(own) + 2 ? asQuoted : marked
    if (holds(marked, quoted))
      return fills(line, quoted, marked) ? { ...quoted, link: marked.link, how: marked.how } : marked
    if (quoted.start < marked.start && words >= 3 && marked.link === null) return asQuoted
    if (quoted.start < marked.start && words >= 3 && countWords(own) < words) return asQuoted
    // "**Short**: "the title"", with nothing between them.
    const isNext = marked.link === null && !/[\p{L}\p{N}]/u.test(line.text.slice(marked.end, quoted.start))
    if (quoted.start > marked.start && isNext && words >= countWords(own)) return asQuoted
    if (quoted.start > marked.start && (looksLikeNames(own) || countWords(own) < 2)) return asQuoted
    return marked
  }
  if (marked && marked.how !== 'link') {
    const isNames = marked.how === 'bold title' && looksLikeNames(textOf(line, marked))
    if (!isNames) return marked
  } else if (marked) return marked
  const italic = line.italic.find((run) => {
    const text = textOf(line, run)
    return (
      countWords(text) >= 2 &&
      !isTag(text) &&
      readNames(text) === null &&
      !looksLikeNames(text) &&
      !/^(?:by\s|authors?:)/i.test(text)
    )
  })
  if (italic && italicIsTitle(line, italic)) {
    return { ...italic, link: line.links.find((each) => holds(each, italic)) ?? null, how: 'italic title' }
  }
  return marked
}

/** Italics are a title where only names, dates and marks stand before them; else a venue or a remark. */
function italicIsTitle(line: Line, italic: Span): boolean {
  const before = line.text.slice(0, italic.start).replace(/[[(【][^[\]()【】]*[\])】]/g, ' ')
  return !/\p{L}{2}/u.test(before) || readNames(before.replace(/[.,:\s]+$/, '')) !== null
}
