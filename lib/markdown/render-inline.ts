import { LRUCache } from 'lru-cache'
import { inlinePipeline } from './pipeline.ts'
import { marksIn } from './budgets/text-budget.ts'
import type { Macros } from './math/macros.ts'

const LONGEST_LINE = 2000
/** A title has a few, a line of formulas some tens. */
const MOST_MARKS = 120
const cache = new LRUCache<string, string>({
  max: 20_000,
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: (html, key) => html.length + key.length + 100,
})

/** Whether markdown could make anything of the line at all; most titles are plain words. */
const MARKED = /[\\`*_~$&<>"[\]]|:\/\/|www\.|@/

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * One line of people's text (a paper's title) as safe HTML without links: emphasis, code, `$math$`.
 * Formulas are MathML alone, which every browser shows without KaTeX's style sheet and fonts, so
 * that a page of titles stays light; `typeset` makes them KaTeX's own, for a page that has both. Made where
 * everybody waits for it, so it takes a few milliseconds at most: a line with more marks than that is shown
 * as it was written, and formulas beyond its budget as TeX. Cached.
 */
export function renderInline(text: string, options: { macros?: Macros; typeset?: boolean } = {}): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (!MARKED.test(line)) return line
  if (line.length > LONGEST_LINE || marksIn(line) > MOST_MARKS) return escapeHtml(line)
  const macros = options.macros ?? {}
  const mathOutput = options.typeset ? 'htmlAndMathml' : 'mathml'
  const key = `${mathOutput}\0${JSON.stringify(macros)}\0${line}`
  const cached = cache.get(key)
  if (cached !== undefined) return cached
  const html = String(inlinePipeline.processSync({ value: line, data: { macros, mathOutput } }))
  cache.set(key, html)
  return html
}
