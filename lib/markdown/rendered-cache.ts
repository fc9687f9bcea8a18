import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { imageResolver } from '#lib/assets/resolve.ts'
import { MOST_HTML } from './budgets/output-budget.ts'
import type { Macros } from './math/macros.ts'
import type { RenderOrder } from './render-work.ts'

export type Rendered = { html: string; hasMath: boolean }

const MB = 1024 * 1024
const rendered = new LRUCache<string, Rendered>({
  maxSize: 48 * MB,
  maxEntrySize: 3 * MOST_HTML,
  // Strings take two bytes a character at most; the key and the entry itself a little more.
  sizeCalculation: (value) => 2 * value.html.length + 500,
})
/** Which images a text names: what the list has of them belongs to the key of its HTML. */
const imagesOf = new LRUCache<string, readonly string[]>({
  maxSize: 4 * MB,
  maxEntrySize: MB,
  sizeCalculation: (sources) => 200 + sources.reduce((sum, source) => sum + 2 * source.length, 0),
})

const hash = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest('base64')

/** What HTML depends on, but for the images. */
export const textKeyOf = ({ text, cited, placed }: RenderOrder, macros: Macros): string => {
  const sorted = Object.entries(macros).sort(([a], [b]) => (a < b ? -1 : 1))
  return hash(text, JSON.stringify(sorted), JSON.stringify(cited), JSON.stringify(placed))
}

/** What HTML depends on, with every image that the text could name: for what is rendered at this moment. */
export const wholeKeyOf = ({ images }: RenderOrder, textKey: string): string =>
  images ? hash(textKey, images.base, JSON.stringify([...images.paths])) : textKey

function keyOf({ images }: RenderOrder, textKey: string, sources: readonly string[]): string {
  const resolve = images ? imageResolver(images.paths, images.base) : () => null
  return hash(textKey, JSON.stringify(sources.map((source) => [source, resolve(source)])))
}

/** What was rendered before, where it is the same still. */
export function knownRendering(order: RenderOrder, textKey: string): Rendered | undefined {
  const sources = imagesOf.get(textKey)
  return sources && rendered.get(keyOf(order, textKey, sources))
}

export function keepRendering(order: RenderOrder, textKey: string, sources: readonly string[], value: Rendered): void {
  imagesOf.set(textKey, sources)
  rendered.set(keyOf(order, textKey, sources), value)
}
