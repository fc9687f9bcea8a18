import type { ResolveCitation } from './citations.ts'
import type { ResolveExperiment } from './experiments.ts'
import type { HeadingState } from './headings.ts'
import type { ResolveImage } from './images.ts'
import { notePipeline } from './pipeline.ts'
import type { Macros } from './tex.ts'
import { TooComplex, requireTractable, withinLimit } from './text-budget.ts'

export type Formatted = { html: string; hasMath: boolean; headings: HeadingState }
type FormatOptions = {
  macros?: Macros
  resolveImage?: ResolveImage
  resolveCitation?: ResolveCitation
  resolveExperiment?: ResolveExperiment
  /** Filled with the images that the text names. */
  imageSources?: Set<string>
  /** Where the text stands in its document, when it is a part of one. */
  headings?: HeadingState
}

const START: HeadingState = { open: [], taken: [] }
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const notice = (text: string) => `<p class="note-notice">${text}</p>`

function format(text: string, options: FormatOptions): Formatted {
  const headings = options.headings ?? START
  const file = notePipeline.processSync({
    value: text,
    data: {
      macros: options.macros ?? {},
      resolveImage: options.resolveImage ?? (() => null),
      resolveCitation: options.resolveCitation ?? (() => null),
      resolveExperiment: options.resolveExperiment ?? (() => null),
      imageSources: options.imageSources ?? new Set<string>(),
      headings,
    },
  })
  return { html: String(file), hasMath: file.data.hasMath ?? false, headings: file.data.headings ?? headings }
}

/**
 * A text through the one pipeline, at the server and in the browser alike, with nothing remembered: what
 * is too tangled or too long to format is shown as written, with the reason. Never throws.
 */
export function formatNote(text: string, options: FormatOptions = {}): Formatted {
  const shown = withinLimit(text)
  const cut = shown.length < text.length ? notice('This text is very long. What follows is not shown here.') : ''
  try {
    requireTractable(shown)
    const formatted = format(shown, options)
    return { ...formatted, html: formatted.html + cut }
  } catch (error) {
    // RangeError: the stack is used up, by nesting too.
    if (!(error instanceof TooComplex || error instanceof RangeError)) throw error
    const reason = error instanceof TooComplex ? error.message : 'It is nested too deeply.'
    const asWritten = `<pre tabindex="0"><code>${escapeHtml(shown)}</code></pre>`
    const html = notice(`This text is shown as it was written. ${reason}`) + asWritten + cut
    return { html, hasMath: false, headings: options.headings ?? START }
  }
}
