import katex, { type KatexOptions } from 'katex'
import { LRUCache } from 'lru-cache'
import type { Macros } from './macros.ts'
import { withMathLetters } from './math-letters.ts'
import { MOST_TOKENS, TexMeter, TooMuchTex } from './tex-meter.ts'
import { htmlSizeOf } from './tex-size.ts'

export type { Macros } from './macros.ts'

/** `tokens`: what KaTeX read of it, macros expanded. */
export type Tex = ({ ok: true; html: string } | { ok: false; message: string }) & { tokens: number }

const LONGEST_FORMULA = 10_000
/** Characters of HTML: a matrix of 40 rows and columns. A usual formula makes some thousand. */
export const LARGEST_FORMULA = 1_000_000
/** KaTeX reads an argument once more for each brace around it. */
const DEEPEST = 200
const DEFINES = /\\(?:[gex]?def|(?:re)?newcommand|providecommand|let|futurelet|global)(?![a-zA-Z])/

/**
 * How many macro expansions a formula may use. KaTeX counts expansions, not what they produce: a long
 * body expanded a thousand times is what would keep the server busy, so the two are limited together.
 */
function maxExpand(tex: string, macros: Macros): number {
  const bodies = Object.values(macros).map((body) => body.length)
  const longest = Math.max(1, ...bodies, DEFINES.test(tex) ? tex.length : 0)
  return Math.max(20, Math.min(1000, Math.floor(50_000 / longest)))
}

function depthOf(tex: string): number {
  let depth = 0
  let deepest = 0
  for (const brace of tex.match(/[{}]/g) ?? []) {
    depth = Math.max(0, depth + (brace === '{' ? 1 : -1))
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** KaTeX's own words, without its name and the position in a formula that it then quotes. */
function readableMessage(error: unknown): string {
  if (error instanceof RangeError) return 'This formula is nested too deeply.'
  const message = error instanceof Error ? error.message : String(error)
  return message
    .replace(/^KaTeX parse error:\s*/, '')
    .replaceAll('\u0332', '')
    .slice(0, 300)
}

type TexOptions = {
  display: boolean
  macros?: Macros
  output?: 'htmlAndMathml' | 'mathml'
  /** The most characters of HTML; LARGEST_FORMULA unless told. */
  most?: number
  /** The most tokens, macros expanded; MOST_TOKENS unless told. */
  mostTokens?: number
}

/** Typesetting takes a hundred times longer than the rest of a text; a text being written says the same again and again. */
const typeset = new LRUCache<string, Tex>({
  maxSize: 16 * 1024 * 1024,
  // A few large ones would push out all others, and are rare.
  maxEntrySize: 512 * 1024,
  sizeCalculation: (tex, key) => 2 * (key.length + (tex.ok ? tex.html.length : tex.message.length)) + 100,
})

/**
 * Typesets one formula. Never throws: what KaTeX cannot read, or what would be too large, comes back as a
 * message to show beside the TeX. Commands that would load, link or mark up (\href, \includegraphics,
 * \htmlData …) are not obeyed. Cached.
 */
export function renderTex(tex: string, options: TexOptions): Tex {
  const { display, output = '', macros = {}, most = LARGEST_FORMULA, mostTokens = MOST_TOKENS } = options
  const key = `${display ? 'display' : 'inline'}\0${output}\0${most} ${mostTokens}\0${JSON.stringify(macros)}\0${tex}`
  const known = typeset.get(key)
  if (known) return known
  const result = renderAnew(tex, { ...options, macros, most, mostTokens })
  typeset.set(key, result)
  return result
}

/** KaTeX's parser, which it exports under this name for tools and leaves out of its types. */
const parse = (tex: string, options: KatexOptions): unknown =>
  (katex as unknown as { __parse(tex: string, options: KatexOptions): unknown }).__parse(tex, options)

function renderAnew(tex: string, options: Required<Omit<TexOptions, 'output'>> & Pick<TexOptions, 'output'>): Tex {
  const { macros, most, mostTokens } = options
  if (tex.length > LONGEST_FORMULA) return { ok: false, message: 'This formula is too long to be typeset.', tokens: 0 }
  if (depthOf(tex) > DEEPEST) return { ok: false, message: 'This formula is nested too deeply.', tokens: 0 }
  const settings = (meter: TexMeter): KatexOptions => ({
    displayMode: options.display,
    output: options.output ?? 'htmlAndMathml',
    throwOnError: true,
    strict: 'ignore',
    trust: false,
    maxSize: 40,
    maxExpand: maxExpand(tex, macros),
    errorColor: 'var(--color-danger, #b3261e)',
    macros: meter.macros,
  })
  const meter = new TexMeter(tex, macros, mostTokens)
  try {
    // Reading takes a fiftieth of typesetting: what would be too large is known before it is made.
    if (htmlSizeOf(parse(tex, settings(meter)), most) > most) throw new TooMuchTex(tooLarge(most))
    const html = katex.renderToString(tex, settings(new TexMeter(tex, macros, mostTokens)))
    return { ok: true, html: withMathLetters(html), tokens: meter.tokens }
  } catch (error) {
    return { ok: false, message: readableMessage(error), tokens: meter.tokens }
  }
}

const tooLarge = (most: number) =>
  `This formula makes more than ${most >= 1_000_000 ? `${most / 1_000_000} MB` : `${most / 1000} kB`} of HTML.`
