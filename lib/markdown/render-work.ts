import { type ImageTable, imageResolver } from '#lib/assets/resolve.ts'
import { experimentHref } from '#lib/experiments/address.ts'
import type { ResolvedCitation } from './extensions/citations.ts'
import { formatNote } from './format-note.ts'
import type { Macros } from './math/macros.ts'

/** An experiment that a text may place; null: none that its reader can go to. */
export type PlaceTable = Readonly<Record<string, { base: string; title: string } | null>>

/** A text to be rendered, with what it cites looked up: functions cannot be sent to a thread. */
export type RenderOrder = {
  text: string
  images: ImageTable | null
  cited: Readonly<Record<string, ResolvedCitation | null>>
  placed: PlaceTable
  isColoured: boolean
}
/** `images`: the sources of images that the text names. */
export type RenderedText = { html: string; hasMath: boolean; images: string[] }

function renderOne({ text, images, cited, placed, isColoured }: RenderOrder, macros: Macros): RenderedText {
  const imageSources = new Set<string>()
  const { html, hasMath } = formatNote(text, {
    macros,
    resolveImage: images ? imageResolver(images.paths, images.base) : () => null,
    resolveCitation: (key) => (Object.hasOwn(cited, key) ? (cited[key] ?? null) : null),
    resolveExperiment: (slug, parameters) => {
      const found = Object.hasOwn(placed, slug) ? placed[slug] : null
      return found ? { title: found.title, href: experimentHref(found.base, slug, parameters) } : null
    },
    imageSources,
    isColoured,
  })
  return { html, hasMath, images: [...imageSources] }
}

/** Renders texts of one list, one after the other. Runs in a thread of the worker pool. */
export const renderTexts = ({ orders, macros }: { orders: readonly RenderOrder[]; macros: Macros }): RenderedText[] =>
  orders.map((order) => renderOne(order, macros))
