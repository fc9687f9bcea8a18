import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ResolveImage } from './images.ts'
import { notePipeline } from './pipeline.ts'
import type { Macros } from './tex.ts'
import { TooComplex, requireTractable, withinLimit } from './text-budget.ts'

export type { ResolveImage, ResolvedImage } from './images.ts'
export type { Macros } from './tex.ts'

export type RenderOptions = {
  macros?: Macros
  /** Where the text's own images are; null where there is none of that name. */
  resolveImage?: ResolveImage
}
export type Rendered = { html: string; hasMath: boolean }

const MB = 1024 * 1024
const rendered = new LRUCache<string, Rendered>({
  maxSize: 48 * MB,
  maxEntrySize: 12 * MB,
  // Strings take two bytes a character at most; the key and the entry itself a little more.
  sizeCalculation: (value) => 2 * value.html.length + 500,
})
/** Which images a text names: what the resolver says of them belongs to the key of its HTML. */
const imagesOf = new LRUCache<string, string[]>({
  maxSize: 4 * MB,
  sizeCalculation: (sources) => 200 + sources.reduce((sum, source) => sum + 2 * source.length, 0),
})

const hash = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest('base64')
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const notice = (text: string) => `<p class="note-notice">${text}</p>`

function format(text: string, options: RenderOptions, imageSources: Set<string>): Rendered {
  requireTractable(text)
  const data = { macros: options.macros ?? {}, resolveImage: options.resolveImage ?? (() => null), imageSources }
  const file = notePipeline.processSync({ value: text, data })
  return { html: String(file), hasMath: file.data.hasMath ?? false }
}

function render(text: string, options: RenderOptions, imageSources: Set<string>): Rendered {
  const shown = withinLimit(text)
  const cut = shown.length < text.length ? notice('This text is very long. What follows is not shown here.') : ''
  try {
    const { html, hasMath } = format(shown, options, imageSources)
    return { html: html + cut, hasMath }
  } catch (error) {
    // RangeError: the stack is used up, by nesting too.
    if (!(error instanceof TooComplex || error instanceof RangeError)) throw error
    const reason = error instanceof TooComplex ? error.message : 'It is nested too deeply.'
    const asWritten = `<pre tabindex="0"><code>${escapeHtml(shown)}</code></pre>`
    return { html: notice(`This text is shown as it was written. ${reason}`) + asWritten + cut, hasMath: false }
  }
}

/**
 * People's markdown as HTML that is safe to put into a page: GitHub's flavour, raw HTML within bounds,
 * formulas typeset by KaTeX with MathML beside. Never fails on what is written: a formula that cannot
 * be read shows its TeX and the reason, a text too tangled to format is shown as written. Cached.
 */
export function renderMarkdown(text: string, options: RenderOptions = {}): Rendered {
  const macros = Object.entries(options.macros ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const textKey = hash(text, JSON.stringify(macros))
  const keyFor = (sources: string[]) =>
    hash(textKey, JSON.stringify(sources.map((source) => [source, options.resolveImage?.(source) ?? null])))
  const known = imagesOf.get(textKey)
  const cached = known && rendered.get(keyFor(known))
  if (cached) return cached
  const imageSources = new Set<string>()
  const result = render(text, options, imageSources)
  const sources = [...imageSources]
  imagesOf.set(textKey, sources)
  rendered.set(keyFor(sources), result)
  return result
}
