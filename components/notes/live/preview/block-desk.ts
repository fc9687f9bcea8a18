import { imageResolver } from '#lib/assets/resolve.ts'
import { experimentHref } from '#lib/experiments/address.ts'
import { BlockRenderer, type RenderedBlock } from '#lib/markdown/render-blocks.ts'
import type { FromPreview, Lookups, ToPreview } from './messages.ts'
import { changeOf, editText } from './block-changes.ts'

/** The means of rendering, out of what the page sent: functions cannot be sent. */
function resolvers({ base, images, citations, experiments }: Lookups) {
  return {
    resolveImage: imageResolver(new Map(images.map((image) => [image.path, image])), base),
    resolveCitation: (key: string) => citations.get(key) ?? null,
    resolveExperiment: (slug: string, parameters: Readonly<Record<string, string>>) => {
      const found = experiments.get(slug)
      return found ? { title: found.title, href: experimentHref(base, slug, parameters) } : null
    },
  }
}

/** Characters that fill the screen, and some more. */
const BEGINNING = 4000

/** The first blocks of a text, as far as an empty line shows where one ends. */
function beginningOf(text: string): string {
  const end = text.lastIndexOf('\n\n', BEGINNING)
  return text.slice(0, end > 0 ? end : BEGINNING)
}

/**
 * Renders a text that is written elsewhere and tells what changed. Edits that came while it was rendering
 * are rendered together, so that it is never behind by more than one rendering.
 */
export class BlockDesk {
  readonly #tell: (message: FromPreview) => void
  #renderer = new BlockRenderer()
  #text: string | null = null
  #shown: readonly RenderedBlock[] = []
  #isDue = false

  constructor(tell: (message: FromPreview) => void) {
    this.#tell = tell
  }

  take(message: ToPreview): void {
    if (message.kind === 'start') this.#renderer = new BlockRenderer({ macros: message.macros })
    else if (message.kind === 'lookups') this.#renderer.resolveWith(resolvers(message.lookups))
    else if (message.kind === 'text') this.#text = message.text
    else if (this.#text !== null) this.#text = editText(this.#text, message.delta)
    if (this.#isDue || this.#text === null) return
    this.#isDue = true
    // After the messages that are here already.
    setTimeout(() => this.#render(), 0)
  }

  #render(): void {
    this.#isDue = false
    const text = this.#text ?? ''
    // Formulas by the hundred take seconds when they are typeset for the first time: what stands at the top is seen before.
    if (this.#shown.length === 0 && text.length > 2 * BEGINNING) this.#show(beginningOf(text))
    this.#show(text)
  }

  #show(text: string): void {
    const { blocks } = this.#renderer.render(text)
    this.#tell({ ...changeOf(this.#shown, blocks), lines: text.split('\n').length })
    this.#shown = blocks
  }
}
