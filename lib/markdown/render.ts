import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type ResolveCitation, citedKeys } from './citations.ts'
import { type ResolveExperiment, placedSlugs } from './experiments.ts'
import type { ResolveImage } from './images.ts'
import { formatNote } from './format-note.ts'
import type { Macros } from './tex.ts'

export type { ResolveCitation, ResolvedCitation } from './citations.ts'
export type { ResolveExperiment, ResolvedExperiment } from './experiments.ts'
export type { ResolveImage, ResolvedImage } from './images.ts'
export type { Macros } from './tex.ts'

export type RenderOptions = {
  macros?: Macros
  /** Where the text's own images are; null where there is none of that name. */
  resolveImage?: ResolveImage
  /** Which paper a citation names; without it citations stay as they are written. */
  resolveCitation?: ResolveCitation
  /** Which experiment a directive places; without it directives stay as they are written. */
  resolveExperiment?: ResolveExperiment
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
/**
 * People's markdown as HTML that is safe to put into a page: GitHub's flavour, raw HTML within bounds,
 * formulas typeset by KaTeX with MathML beside. Never fails on what is written: a formula that cannot
 * be read shows its TeX and the reason, a text too tangled to format is shown as written. Cached.
 */
export function renderMarkdown(text: string, options: RenderOptions = {}): Rendered {
  const macros = Object.entries(options.macros ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const cited = citedKeys(text).map((key) => [key, options.resolveCitation?.(key) ?? null])
  const placed = placedSlugs(text).map((slug) => options.resolveExperiment?.(slug, {}) ?? null)
  const textKey = hash(text, JSON.stringify(macros), JSON.stringify(cited), JSON.stringify(placed))
  const keyFor = (sources: string[]) =>
    hash(textKey, JSON.stringify(sources.map((source) => [source, options.resolveImage?.(source) ?? null])))
  const known = imagesOf.get(textKey)
  const cached = known && rendered.get(keyFor(known))
  if (cached) return cached
  const imageSources = new Set<string>()
  const result = formatNote(text, { ...options, imageSources })
  const sources = [...imageSources]
  imagesOf.set(textKey, sources)
  rendered.set(keyFor(sources), result)
  return result
}
