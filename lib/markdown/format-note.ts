import type { Root } from 'hast'
import type { Root as Markdown } from 'mdast'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { notice, showAsWritten } from './as-written.ts'
import type { ResolveCitation } from './extensions/citations.ts'
import type { ResolveExperiment } from './extensions/experiments.ts'
import type { HeadingState } from './extensions/headings.ts'
import type { ResolveImage } from './extensions/images.ts'
import { partsOf } from './extensions/parts.ts'
import { notePipeline } from './pipeline.ts'
import type { Macros } from './math/macros.ts'
import { TooComplex, requireTractable, withinLimit } from './budgets/text-budget.ts'

export type Formatted = {
  html: string
  hasMath: boolean
  headings: HeadingState
  /** The lines (from 0) that are tasks with a box, in order. */
  tasks: readonly number[]
}
type FormatOptions = {
  macros?: Macros
  resolveImage?: ResolveImage
  resolveCitation?: ResolveCitation
  resolveExperiment?: ResolveExperiment
  /** Filled with the images that the text names. */
  imageSources?: Set<string>
  /** Where the text stands in its document, when it is a part of one. */
  headings?: HeadingState
  /** False leaves code as it is: for what takes too long to colour. */
  isColoured?: boolean
}

const START: HeadingState = { open: [], taken: [] }

type Read = Omit<Formatted, 'html'> & { tree: Root }

function read(text: string, options: FormatOptions): Read {
  const headings = options.headings ?? START
  const file = new VFile({
    value: text,
    data: {
      macros: options.macros ?? {},
      resolveImage: options.resolveImage ?? (() => null),
      resolveCitation: options.resolveCitation ?? (() => null),
      resolveExperiment: options.resolveExperiment ?? (() => null),
      imageSources: options.imageSources ?? new Set<string>(),
      headings,
      isColoured: options.isColoured ?? true,
    },
  })
  const parsed = notePipeline.parse(file)
  const tasks = tasksOf(parsed)
  const tree = notePipeline.runSync(parsed, file)
  return { tree, tasks, hasMath: file.data.hasMath ?? false, headings: file.data.headings ?? headings }
}

/** Where the tree of a text has tasks: code, comments and plain words that look like one are none. */
function tasksOf(tree: Markdown): number[] {
  const lines: number[] = []
  visit(tree, 'listItem', ({ checked, position }) => {
    if (typeof checked === 'boolean' && position) lines.push(position.start.line - 1)
  })
  return lines
}

const htmlOf = (tree: Root) => notePipeline.stringify(tree)

/** Formats what may be shown of a text. What cannot be formatted is given back as it was written, with the reason. */
function attempt<T>(text: string, format: (shown: string) => T): { done: T } | { asWritten: string } {
  const shown = withinLimit(text)
  try {
    requireTractable(shown)
    return { done: format(shown) }
  } catch (error) {
    // RangeError: the stack is used up, by nesting too.
    if (!(error instanceof TooComplex || error instanceof RangeError)) throw error
    const reason = error instanceof TooComplex ? error.message : 'It is nested too deeply.'
    return { asWritten: showAsWritten(shown, reason) }
  }
}

/** What a reader is told at the end where a text is too long to be shown whole. */
const cutNotice = (text: string) =>
  withinLimit(text).length < text.length ? notice('This text is very long. What follows is not shown here.') : ''

/**
 * A text through the one pipeline, at the server and in the browser alike, with nothing remembered: what
 * is too tangled or too long to format is shown as written, with the reason. Never throws.
 */
export function formatNote(text: string, options: FormatOptions = {}): Formatted {
  const cut = cutNotice(text)
  const result = attempt(text, (shown) => {
    const { tree, ...rest } = read(shown, options)
    return { ...rest, html: htmlOf(tree) }
  })
  return 'done' in result
    ? { ...result.done, html: result.done.html + cut }
    : { html: result.asWritten + cut, hasMath: false, headings: options.headings ?? START, tasks: [] }
}

/** A stretch of a formatted text, the lines (from 0) that it came from, and which of those, from its first, are tasks. */
export type FormattedPart = { html: string; line: number; endLine: number; tasks: readonly number[] }

/**
 * The same in the parts that stand beside each other at its top: together they are what formatNote gives.
 * For a text that has to be formatted whole, and of which only what changed is to be drawn.
 */
export function formatInParts(text: string, options: FormatOptions = {}): { parts: FormattedPart[]; hasMath: boolean } {
  const last = text.split('\n').length - 1
  const cut = cutNotice(text)
  const end = cut ? [{ html: cut, line: last, endLine: last, tasks: [] }] : []
  const result = attempt(text, (shown) => {
    const { tree, hasMath, tasks } = read(shown, options)
    const parts = partsOf(tree).map(({ nodes, line, endLine }) => ({
      html: htmlOf({ type: 'root', children: nodes }),
      line,
      endLine,
      tasks: tasks.filter((task) => task >= line && task <= endLine).map((task) => task - line),
    }))
    return { parts, hasMath }
  })
  if ('done' in result) return { parts: [...result.done.parts, ...end], hasMath: result.done.hasMath }
  return { parts: [{ html: result.asWritten, line: 0, endLine: last, tasks: [] }, ...end], hasMath: false }
}
