import katex from 'katex'
import { LRUCache } from 'lru-cache'
import { withMathLetters } from './math-letters.ts'

export type Macros = Record<string, string>
export type Tex = { ok: true; html: string } | { ok: false; message: string }

const LONGEST_FORMULA = 10_000
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

/** KaTeX's own words, without its name and the position in a formula that it then quotes. */
function readableMessage(error: unknown): string {
  if (error instanceof RangeError) return 'This formula is nested too deeply.'
  const message = error instanceof Error ? error.message : String(error)
  return message
    .replace(/^KaTeX parse error:\s*/, '')
    .replaceAll('\u0332', '')
    .slice(0, 300)
}

type TexOptions = { display: boolean; macros?: Macros; output?: 'htmlAndMathml' | 'mathml' }

/** Typesetting takes a hundred times longer than the rest of a text; a text being written says the same again and again. */
const typeset = new LRUCache<string, Tex>({
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: (tex, key) => 2 * (key.length + (tex.ok ? tex.html.length : tex.message.length)) + 100,
})

/**
 * Typesets one formula. Never throws: what KaTeX cannot read comes back as a message to show beside the TeX.
 * Commands that would load, link or mark up (\href, \includegraphics, \htmlData …) are not obeyed. Cached.
 */
export function renderTex(tex: string, options: TexOptions): Tex {
  const key = `${options.display ? 'display' : 'inline'}\0${options.output ?? ''}\0${JSON.stringify(options.macros ?? {})}\0${tex}`
  const known = typeset.get(key)
  if (known) return known
  const result = renderAnew(tex, options)
  typeset.set(key, result)
  return result
}

function renderAnew(tex: string, options: TexOptions): Tex {
  if (tex.length > LONGEST_FORMULA) return { ok: false, message: 'This formula is too long to be typeset.' }
  const macros = options.macros ?? {}
  try {
    const html = katex.renderToString(tex, {
      displayMode: options.display,
      output: options.output ?? 'htmlAndMathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 40,
      maxExpand: maxExpand(tex, macros),
      errorColor: 'var(--color-danger, #b3261e)',
      // A copy: \gdef in one formula must not reach the next.
      macros: { ...macros },
    })
    return { ok: true, html: withMathLetters(html) }
  } catch (error) {
    return { ok: false, message: readableMessage(error) }
  }
}
