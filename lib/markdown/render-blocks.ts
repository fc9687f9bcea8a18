import { LRUCache } from 'lru-cache'
import type { ResolveCitation } from './citations.ts'
import type { ResolveExperiment } from './experiments.ts'
import { type Formatted, formatNote } from './format-note.ts'
import type { HeadingState } from './headings.ts'
import type { ResolveImage } from './images.ts'
import { type Block, splitAgain, splitBlocks } from './split-blocks.ts'
import type { Macros } from './tex.ts'
import { LONGEST_TEXT, TooComplex, requireTractable } from './text-budget.ts'

export type RenderedBlock = {
  /** The same for the same text at the same place among equals: what a list of elements is keyed by. */
  key: string
  html: string
  /** The block's own markdown. */
  source: string
  /** First and last line of the source, from 0. */
  line: number
  endLine: number
}

const DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]+\]:[^\S\n]*\S.*$/gm
const FOOTNOTE = /^ {0,3}\[\^[^\]\n]+\]:/m
const HEADING = /^ {0,3}#{1,6}(?:\s|$)|^ {0,3}(?:=+|-+)[ \t]*$|<h[1-6]/im

const START: HeadingState = { open: [], taken: [] }

/** Whether the parts of a text depend on each other, or are too much to look at: then it is one block. */
function isOnePiece(text: string): boolean {
  if ((text.includes(']:') && FOOTNOTE.test(text)) || text.length > LONGEST_TEXT) return true
  try {
    requireTractable(text)
    return false
  } catch (error) {
    if (error instanceof TooComplex) return true
    throw error
  }
}

/** What may lead elsewhere: pictures, citations and experiments are looked up by the reader's own means. */
const LOOKED_UP = /!\[|<img|\[@|::experiment\{/i

type Traits = { isHeading: boolean; isLookedUp: boolean; mayRefer: boolean }

export type BlockOptions = {
  macros?: Macros
  resolveImage?: ResolveImage
  resolveCitation?: ResolveCitation
  resolveExperiment?: ResolveExperiment
}

/**
 * Renders a text that is being written, block by block: only the blocks that changed since the last call
 * are rendered anew. All of them together are what renderMarkdown gives for the whole.
 */
export class BlockRenderer {
  #options: BlockOptions
  readonly #known = new LRUCache<string, Formatted & { id: number }>({ max: 4000 })
  readonly #traits = new LRUCache<string, Traits>({ max: 4000 })
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
    const definitions = (text.includes(']:') && text.match(DEFINITION)?.join('\n')) || ''
    const seen = new Map<number, number>()
    let headings = START
    let hasMath = false
    const blocks = this.#split(text).map((block) => {
      const formatted = this.#format(block.text, definitions, headings)
      headings = formatted.headings
      hasMath ||= formatted.hasMath
      const times = seen.get(formatted.id) ?? 0
      seen.set(formatted.id, times + 1)
      return {
        key: `${formatted.id}:${times}`,
        html: formatted.html,
        source: block.text,
        line: block.line,
        endLine: block.endLine,
      }
    })
    return { blocks, hasMath }
  }

  #split(text: string): Block[] {
    if (isOnePiece(text)) {
      this.#last = null
      return [{ text, line: 0, endLine: text.split('\n').length - 1, at: 0 }]
    }
    const blocks = this.#last ? splitAgain(this.#last, text) : splitBlocks(text)
    this.#last = { text, blocks }
    return blocks
  }

  #traitsOf(text: string): Traits {
    const known = this.#traits.get(text)
    if (known) return known
    const traits = { isHeading: HEADING.test(text), isLookedUp: LOOKED_UP.test(text), mayRefer: text.includes('[') }
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
