import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { type ResolveCitation, citations } from './extensions/citations.ts'
import { displayMath } from './math/display-math.ts'
import { dollarRules } from './math/dollar-rules.ts'
import {
  type Places,
  type ResolveExperiment,
  experimentPlaces,
  experimentSyntax,
  experiments,
} from './extensions/experiments.ts'
import { LINE_FORMULAS, NOTE_FORMULAS, formulas } from './math/formulas.ts'
import { type HeadingState, headings } from './extensions/headings.ts'
import { highlightCode } from './highlight-code.ts'
import { depthBudget, htmlBudget } from './budgets/html-budget.ts'
import { type ResolveImage, images } from './extensions/images.ts'
import { inlineOnly, inlineSyntax } from './inline-syntax.ts'
import { links } from './extensions/links.ts'
import { notices } from './extensions/notices.ts'
import { outputBudget } from './budgets/output-budget.ts'
import { readingAids } from './extensions/reading-aids.ts'
import { referenceBudget } from './budgets/reference-budget.ts'
import { sanitizeSchema } from './sanitize-schema.ts'
import { tableBudget } from './budgets/table-budget.ts'
import type { Macros } from './math/tex.ts'

declare module 'vfile' {
  interface DataMap {
    macros: Macros
    mathOutput: 'htmlAndMathml' | 'mathml'
    resolveImage: ResolveImage
    resolveCitation: ResolveCitation
    resolveExperiment: ResolveExperiment
    /** Filled: the experiments that the text places. */
    experimentPlaces: Places
    /** Filled: the images that the text names. */
    imageSources: Set<string>
    headings: HeadingState
    /** Whether code is coloured; it is unless told. */
    isColoured: boolean
    /** Filled: what the reader is told at the top of the text. */
    notices: string[]
    /** Filled: whether a formula was typeset. */
    hasMath: boolean
  }
}

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(dollarRules).freeze()

/** Markdown with GitHub's extensions and formulas, as a tree. */
export const parser = markdown

/**
 * The one way from people's text to HTML. Everything before `rehypeSanitize` is untrusted; what comes
 * after it only adds our own markup, and KaTeX's, around clean text.
 */
export const notePipeline = markdown()
  .use(remarkDirective)
  .use(experimentSyntax)
  .use(experimentPlaces)
  .use(tableBudget)
  .use(referenceBudget)
  .use(displayMath)
  .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '' })
  .use(htmlBudget)
  .use(rehypeRaw)
  .use(depthBudget)
  .use(rehypeSanitize, sanitizeSchema)
  .use(images)
  .use(links)
  .use(citations)
  .use(experiments)
  .use(headings)
  .use(readingAids)
  .use(formulas, NOTE_FORMULAS)
  .use(highlightCode)
  .use(notices)
  .use(outputBudget)
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze()

/** The same for one line, such as a title: emphasis, code and formulas, without links, images or HTML. */
export const inlinePipeline = markdown()
  .use(inlineSyntax)
  .use(displayMath)
  .use(remarkRehype, { clobberPrefix: '' })
  .use(rehypeSanitize, sanitizeSchema)
  .use(inlineOnly)
  .use(formulas, LINE_FORMULAS)
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze()
