import type { Macros } from './macros.ts'

/** A formula's macros grow beyond what may be typeset. */
export class TooMuchTex extends Error {
  override readonly name = 'TooMuchTex'
}

/** Of KaTeX's macro expander, what is read here: the tokens that wait, the next one last. */
type Expander = { stack: readonly unknown[] }
type Body = string | { tokens: readonly { text: string }[]; numArgs: number } | ((expander: Expander) => Body)

/** Tokens of one formula; the longest formula without macros has ten thousand. */
export const MOST_TOKENS = 60_000

const placesIn = (body: Body) => {
  if (typeof body === 'string') return body.split('#').length - 1
  return typeof body === 'function' ? 0 : body.tokens.filter(({ text }) => text === '#').length
}

/**
 * The macros of one formula, counting what KaTeX does with it. KaTeX limits how many expansions there are,
 * not what they produce: an argument that stands twice in a body doubles each time. Every token of a
 * formula is looked up here once, so the count is the same on every machine.
 */
export class TexMeter {
  readonly macros: Macros
  readonly #length: number
  readonly #most: number
  tokens = 0

  /** @param most tokens. */
  constructor(tex: string, macros: Macros, most: number) {
    this.#length = tex.length
    this.#most = most
    // A copy: \gdef in one formula must not reach the next.
    this.macros = new Proxy<Macros>(
      { ...macros },
      {
        getOwnPropertyDescriptor: (own, name) => {
          this.#count(1)
          return Reflect.getOwnPropertyDescriptor(own, name)
        },
        get: (own, name) => this.#watched(Reflect.get(own, name) as Body),
      },
    )
  }

  #count(tokens: number): void {
    this.tokens += tokens
    if (this.tokens > this.#most) throw new TooMuchTex('The macros of this formula make it too long to be typeset.')
  }

  /** The same definition, which looks before it is expanded how much would be put in place of its parameters. */
  #watched(body: Body): Body {
    const places = placesIn(body)
    if (places === 0) return body
    return ({ stack }) => {
      // Tokens of an argument are read once more for each macro around it.
      this.#count(stack.length / 2)
      if (places * (stack.length + this.#length) > 2 * this.#most)
        throw new TooMuchTex('The macros of this formula make it too long to be typeset.')
      return body
    }
  }
}
