import { LRUCache } from 'lru-cache'
import type { ResolveCitation } from './extensions/citations.ts'
import type { ResolveExperiment } from './extensions/experiments.ts'
import { type Formatted, formatInParts, formatNote } from './format-note.ts'
import type { HeadingState } from './extensions/headings.ts'
import type { ResolveImage } from './extensions/images.ts'
import { type Block, splitAgain, splitBlocks } from './split-blocks.ts'
import type { Macros } from './math/tex.ts'
import { type Burden, LONGEST_TEXT, burdenOf, whyTooComplex } from './budgets/text-budget.ts'

export type RenderedBlock = {
  /** The same for the same text at the same place among equals: what a list of elements is keyed by. */
  key: string
  html: string
  /** The block's own markdown. */
  source: string
  /** First and last line of the source, from 0. */
  line: number
  endLine: number
  /** The lines of the source (from 0) that are tasks with a box, in order. */
  tasks: readonly number[]
}

const DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]+\]:[^\S\n]*\S.*$/gm
const FOOTNOTE = /^ {0,3}\[\^[^\]\n]+\]:/m
const HEADING = /^ {0,3}#{1,6}(?:\s|$)|^ {0,3}(?:=+|-+)[ \t]*$|<h[1-6]/im

const START: HeadingState = { open: [], taken: [] }

/** What may lead elsewhere: pictures, citations and experiments are looked up by the reader's own means. */
const LOOKED_UP = /!\[|<img|\[@|::experiment\{/i

type Traits = { isHeading: boolean; isLookedUp: boolean; mayRefer: boolean; hasFootnote: boolean; burden: Burden }

export type BlockOptions = {
  macros?: Macros
  resolveImage?: ResolveImage
  resolveCitation?: ResolveCitation
  resolveExperiment?: ResolveExperiment
}

/** Keys by ids: the same for the same id at the same place among equals. */
function keys(): (id: number) => string {
  const seen = new Map<number, number>()
  return (id) => {
    const times = seen.get(id) ?? 0
    seen.set(id, times + 1)
    return `${id}:${times}`
  }
}

/**
 * Renders a text that is being written, block by block: only the blocks that changed since the last call
 * are rendered anew, or, where they depend on each other, are other blocks than before. All of them
 * together are what renderMarkdown gives for the whole.
 */
export class BlockRenderer {
  #options: BlockOptions
  readonly #known = new LRUCache<string, Formatted & { id: number }>({ max: 4000 })
  readonly #traits = new LRUCache<string, Traits>({ max: 4000 })
  readonly #ids = new LRUCache<string, number>({ max: 4000 })
  #last: { text: string; blocks: Block[] } | null = null
  #nextId = 0
  #resolved = 0

  constructor(options: BlockOptions = {}) {
    this.#options = options
  }

  /** From now on pictures, citations and experiments lead elsewhere: blocks that name some are rendered anew. */
  resolveWith(options: Omit<BlockOptions, 'macros'>): void {
    this.#options = { ...this.#options, ...options }
    this.#resolved += 1
  }

  render(text: string): { blocks: RenderedBlock[]; hasMath: boolean } {
    const blocks = this.#split(text)
    return blocks ? this.#renderEach(text, blocks) : this.#renderWhole(text)
  }

  #renderEach(text: string, blocks: readonly Block[]): { blocks: RenderedBlock[]; hasMath: boolean } {
    const definitions = (text.includes(']:') && text.match(DEFINITION)?.join('\n')) || ''
    const keyOf = keys()
    let headings = START
    let hasMath = false
    const rendered = blocks.map((block) => {
      const formatted = this.#format(block.text, definitions, headings)
      headings = formatted.headings
      hasMath ||= formatted.hasMath
      const { line, endLine } = block
      const { html, tasks } = formatted
      return { key: keyOf(formatted.id), html, tasks, source: block.text, line, endLine }
    })
    return { blocks: rendered, hasMath }
  }

  /** Formats all of the text, and keys its parts by what became of them: those that are as before are not drawn anew. */
  #renderWhole(text: string): { blocks: RenderedBlock[]; hasMath: boolean } {
    const { parts, hasMath } = formatInParts(text, this.#options)
    const lines = text.split('\n')
    const keyOf = keys()
    const blocks = parts.map((part) => {
      const id = this.#ids.get(part.html) ?? this.#nextId++
      this.#ids.set(part.html, id)
      return { key: keyOf(id), ...part, source: lines.slice(part.line, part.endLine + 1).join('\n') }
    })
    return { blocks, hasMath }
  }

  /** The text's blocks; null where it is one piece. */
  #split(text: string): Block[] | null {
    if (text.length > LONGEST_TEXT) {
      this.#last = null
      return null
    }
    const blocks = this.#last ? splitAgain(this.#last, text) : splitBlocks(text)
    this.#last = { text, blocks }
    return this.#isOnePiece(blocks) ? null : blocks
  }

  /** Whether the blocks depend on each other, or are too much to look at. Each is looked at once, when it is new. */
  #isOnePiece(blocks: readonly Block[]): boolean {
    const traits = blocks.map((block) => this.#traitsOf(block.text))
    return traits.some((one) => one.hasFootnote) || whyTooComplex(traits.map((one) => one.burden)) !== null
  }

  #traitsOf(text: string): Traits {
    const known = this.#traits.get(text)
    if (known) return known
    const traits = {
      isHeading: HEADING.test(text),
      isLookedUp: LOOKED_UP.test(text),
      mayRefer: text.includes('['),
      hasFootnote: FOOTNOTE.test(text),
      burden: burdenOf(text),
    }
    this.#traits.set(text, traits)
    return traits
  }

  #format(text: string, definitions: string, headings: HeadingState): Formatted & { id: number } {
    const { isHeading, isLookedUp, mayRefer } = this.#traitsOf(text)
    const source = definitions !== '' && mayRefer ? `${text}\n\n${definitions}` : text
    // Most blocks are known by their text alone, whose hash the engine has at hand.
    const place = isHeading ? JSON.stringify(headings) : ''
    const key = isHeading || isLookedUp ? `${source}\0${place}\0${isLookedUp ? this.#resolved : ''}` : source
    const known = this.#known.get(key)
    if (known) return isHeading ? known : { ...known, headings }
    const formatted = { ...formatNote(source, { ...this.#options, headings }), id: this.#nextId++ }
    this.#known.set(key, formatted)
    return formatted
  }
}
