import type { Root } from 'mdast'
import { type Span, spanOf } from '#lib/readme/span.ts'
import { eachNode } from '#lib/readme/parse/text/tree.ts'

/** One <details>: `span` with its tags, `content` from after its </summary> to before its </details>. */
export type Details = {
  span: Span
  content: Span
  isClosed: boolean
  /** What its <summary> says. */
  summary: string
}

type Tag = Span & { kind: 'open' | 'close' | 'endOfSummary' }

const TAG = /<!--[\s\S]*?(?:-->|$)|<details\b[^>]*>|<\/details\s*>|<\/summary\s*>/gi

/** The tags that matter, in order. Only what Markdown reads as HTML counts: not in code, not in a comment. */
function findTags(tree: Root, text: string): Tag[] {
  const tags: Tag[] = []
  eachNode(tree, (node) => {
    const span = node.type === 'html' ? spanOf(node) : null
    if (!span) return
    for (const match of text.slice(span.start, span.end).matchAll(TAG)) {
      const start = span.start + match.index
      const tag = match[0].toLowerCase()
      if (tag.startsWith('<!--')) continue
      const kind = tag.startsWith('<details') ? 'open' : tag.startsWith('</details') ? 'close' : 'endOfSummary'
      tags.push({ kind, start, end: start + match[0].length })
    }
  })
  return tags
}

/**
 * Every <details> of a tree, in order of where they open. One that is never closed reaches to the next of
 * `boundaries` (where a heading or another entry begins), else to `end`.
 */
export function findDetails(tree: Root, text: string, boundaries: readonly number[], end: number): Details[] {
  const found: Details[] = []
  const open: { at: number; isContent: boolean }[] = []
  for (const tag of findTags(tree, text)) {
    const last = open.at(-1)
    const details = last && found[last.at]
    if (tag.kind === 'open') {
      // A summary comes first, or it is another's.
      if (last) last.isContent = true
      open.push({ at: found.length, isContent: false })
      const content = { start: tag.end, end }
      found.push({ span: { start: tag.start, end }, content, isClosed: false, summary: '' })
    } else if (last && details && tag.kind === 'endOfSummary') {
      if (last.isContent) continue
      last.isContent = true
      details.summary = readSummary(text.slice(details.content.start, tag.start))
      details.content.start = tag.end
    } else if (last && details && tag.kind === 'close') {
      open.pop()
      details.content.end = tag.start
      details.span.end = tag.end
      details.isClosed = true
    }
  }
  for (const { at } of open) {
    const details = found[at] as Details
    const limit = firstFrom(boundaries, details.content.start) ?? end
    details.content.end = limit
    details.span.end = limit
  }
  // What was taken for the inside of one that is not closed may stand after it.
  return found
}

/** The first of ascending numbers that is not less than a value. */
function firstFrom(numbers: readonly number[], value: number): number | undefined {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return numbers[low]
}

const readSummary = (html: string) =>
  html
    .slice(0, 1000)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[*_`#]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const NOTES =
  /^\W*(?:my |reading |our )?(?:notes?|abstract|summary|tl;?dr|bib(?:tex)?|citations?|cite|comments?|remarks?|thoughts|discussion|key|highlights|takeaways?|quotes?|notizen|摘要|笔记|要点)/iu
const ITEM = /^ {0,3}(?:[-*+]|\d{1,4}[.)])\s|^ {0,3}\||^ {0,3}(?:\*\*)?\[\*{0,2}[^\]\n]{12,}\]\(|^ {0,3}<tr\b/
const PAPER =
  /\]\(\s*<?https?:[^)\s]*(?:arxiv|doi\.org|openreview|acl(?:anthology|web)|\.pdf|proceedings|thecvf|pubmed|biorxiv|springer|ieee|acm\.org|neurips|nips|mlr\.press|semanticscholar)|\[\[?(?:paper|pdf|arxiv)\]?\]\(|href="https?:[^"]*(?:arxiv|\.pdf|doi\.org)/i

/** Whether a <details> folds a part of the list, rather than holding a note: most of what it lists leads to papers. */
export function isFold(text: string, { content, summary }: Details): boolean {
  let items = 0
  let papers = 0
  for (const line of text.slice(content.start, content.end).split(/\r\n|\r|\n/)) {
    if (!ITEM.test(line) || /^[\s|:-]*$/.test(line)) continue
    items += 1
    if (PAPER.test(line.slice(0, 4000))) papers += 1
  }
  const needed = NOTES.test(summary) ? 3 : 1
  return papers >= needed && papers * 2 >= items
}

/** A span without the blank lines at its two ends; the first line keeps its indentation. */
export function trimBlankLines(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end)
  const words = inner.trimEnd().length
  if (words === 0) return { start: end, end }
  const lead = /^(?:[^\S\r\n]*(?:\r\n|\r|\n))*/.exec(inner)?.[0].length ?? 0
  const lineEnd = inner.slice(words).search(/[\r\n]/)
  return { start: start + lead, end: lineEnd < 0 ? end : start + words + lineEnd }
}
