import type { ImageTable } from '#lib/assets/resolve.ts'
import { AppError } from '#lib/errors.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { type WorkLimit, isWorkError } from '#lib/work/work-error.ts'
import { showAsWritten } from './as-written.ts'
import { type ResolveCitation, citedKeys } from './extensions/citations.ts'
import { placedSlugs } from './extensions/experiments.ts'
import type { Macros } from './math/macros.ts'
import type { PlaceTable, RenderOrder, RenderedText, renderTexts } from './render-work.ts'
import { type Rendered, keepRendering, knownRendering, textKeyOf, wholeKeyOf } from './rendered-cache.ts'
import { withinLimit } from './budgets/text-budget.ts'

export type { Macros } from './math/macros.ts'
export type { Rendered } from './rendered-cache.ts'

export type RenderOptions = {
  macros?: Macros
  /** The images that the text may name; without them each is shown as missing. */
  images?: ImageTable
  /** Which paper a citation names; without it citations stay as they are written. */
  resolveCitation?: ResolveCitation
  /** Which experiment a directive places, without its parameters; without it directives stay as they are written. */
  placeOf?: (slug: string) => PlaceTable[string]
}

/**
 * A chapter with 500 formulas takes about a second of computing, and the largest that the budgets let
 * through about two: this is for what nobody thought of.
 */
const CPU_MS = 4000
/** Above what the budget of a text's HTML lets through, and below what a page can take. */
const OUTPUT_BYTES = 6_000_000
/** Characters of texts that are rendered in one task. */
const BATCH = 60_000

const work = defineTask<typeof renderTexts>({
  file: 'lib/markdown/render-work.ts',
  name: 'renderTexts',
  lane: 'page',
  cpuMs: CPU_MS,
  outputBytes: OUTPUT_BYTES,
})

const REASONS: Record<Exclude<WorkLimit, 'busy'>, string> = {
  time: 'It takes too long to format.',
  memory: 'It takes too much memory to format.',
  output: 'It makes too much HTML.',
}

/** Only these make an image of anything (the parser reads <image> as <img>). */
const MAY_SHOW = /!\[|<ima?ge?/i
const HAS_CODE = /```|~~~|<code/i

function orderFor(text: string, { images, resolveCitation, placeOf }: RenderOptions): RenderOrder {
  return {
    text,
    images: images && MAY_SHOW.test(text) ? { base: images.base, paths: images.paths } : null,
    cited: Object.fromEntries(citedKeys(text).map((key) => [key, resolveCitation?.(key) ?? null])),
    placed: Object.fromEntries(placedSlugs(text).map((slug) => [slug, placeOf?.(slug) ?? null])),
    isColoured: true,
  }
}

const asWritten = (text: string, limit: keyof typeof REASONS): RenderedText => ({
  html: showAsWritten(withinLimit(text), REASONS[limit]),
  hasMath: false,
  images: [],
})

/** What comes of texts that went over a limit together: each by itself, its code uncoloured, or as it was written. */
async function renderLess(
  orders: readonly RenderOrder[],
  macros: Macros,
  limit: keyof typeof REASONS,
): Promise<RenderedText[]> {
  const half = Math.ceil(orders.length / 2)
  if (orders.length > 1)
    return [
      ...(await renderInThread(orders.slice(0, half), macros)),
      ...(await renderInThread(orders.slice(half), macros)),
    ]
  const [order] = orders
  if (!order) return []
  const isWorthATry = limit !== 'output' && order.isColoured && HAS_CODE.test(order.text)
  return isWorthATry ? renderInThread([{ ...order, isColoured: false }], macros) : [asWritten(order.text, limit)]
}

/** @throws AppError unavailable where too much is waiting already. */
async function renderInThread(orders: readonly RenderOrder[], macros: Macros): Promise<RenderedText[]> {
  try {
    return await work({ orders, macros })
  } catch (error) {
    if (!isWorkError(error)) throw error
    if (error.limit === 'busy') throw new AppError('unavailable', 'Colloquium is busy; try again in a moment.')
    return renderLess(orders, macros, error.limit)
  }
}

type Wanted = { order: RenderOrder; textKey: string; whole: string }

/** What is being rendered now, so that a hundred visitors of one page ask for it once. */
const running = new Map<string, Promise<Rendered>>()

/** @returns when it is done; a failure is for those who wait for one of its texts. */
function start(batch: readonly Wanted[], macros: Macros, after: Promise<unknown>): Promise<unknown> {
  const orders = batch.map(({ order }) => order)
  const done = after.then(() => renderInThread(orders, macros))
  batch.forEach(({ order, textKey, whole }, at) => {
    const one = done.then((results) => {
      const { images = [], html = '', hasMath = false } = results[at] ?? {}
      const value: Rendered = { html, hasMath }
      keepRendering(order, textKey, images, value)
      return value
    })
    running.set(whole, one)
    const end = () => running.delete(whole)
    one.then(end, end)
  })
  return done
}

function inBatches(wanted: readonly Wanted[]): Wanted[][] {
  const batches: Wanted[][] = []
  let size = Infinity
  for (const one of wanted) {
    if (size + one.order.text.length > BATCH) {
      batches.push([])
      size = 0
    }
    size += one.order.text.length
    batches.at(-1)?.push(one)
  }
  return batches
}

/**
 * The same for many short texts of one page, by as few tasks as they fit into.
 * @throws AppError unavailable where too much is waiting already.
 */
export async function renderEach(texts: readonly string[], options: RenderOptions = {}): Promise<Rendered[]> {
  const macros = options.macros ?? {}
  const wanted = texts.map((text) => {
    const order = orderFor(text, options)
    const textKey = textKeyOf(order, macros)
    return { order, textKey, known: knownRendering(order, textKey) }
  })
  const missing = new Map<string, Wanted>()
  const found = wanted.map(({ order, textKey, known }) => {
    if (known) return known
    const whole = wholeKeyOf(order, textKey)
    if (!running.has(whole)) missing.set(whole, { order, textKey, whole })
    return whole
  })
  // One after the other: a page of many comments is one reader, and takes one thread.
  inBatches([...missing.values()]).reduce<Promise<unknown>>(
    (after, batch) => start(batch, macros, after),
    Promise.resolve(),
  )
  return Promise.all(found.map((one) => (typeof one === 'string' ? (running.get(one) as Promise<Rendered>) : one)))
}

/**
 * People's markdown as HTML that is safe to put into a page: GitHub's flavour, raw HTML within bounds,
 * formulas typeset by KaTeX with MathML beside. Made in a thread of the worker pool, so that nobody else
 * waits. Never fails on what is written: a formula that cannot be read shows its TeX and the reason, a
 * text too tangled or too large to format is shown as written. Cached.
 * @throws AppError unavailable where too much is waiting already.
 */
export async function renderMarkdown(text: string, options: RenderOptions = {}): Promise<Rendered> {
  const [rendered] = await renderEach([text], options)
  return rendered ?? { html: '', hasMath: false }
}
