/** A stretch of a text that can be rendered without the rest of it. Lines count from 0, `at` is where it begins. */
export type Block = { text: string; line: number; endLine: number; at: number }

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const MATH_FENCE = /^ {0,3}\${2,}[^$]*$/
const LIST_ITEM = /^(?:[-*+]|\d{1,9}[.)])(?:\s|$)/
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?=[\s/>])[^>]*?(\/?)>/gi
const VOID = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])

/** What is open at the end of a line, so that no block may end there. */
class OpenParts {
  #fence: string | null = null
  #isMath = false
  #isComment = false
  #tags: string[] = []

  get isNothing(): boolean {
    return this.#fence === null && !this.#isMath && !this.#isComment && this.#tags.length === 0
  }

  read(line: string): void {
    if (this.#fence !== null) {
      const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
      if (closing?.startsWith(this.#fence)) this.#fence = null
      return
    }
    if (this.#isMath) {
      if (/^ {0,3}\${2,}[ \t]*$/.test(line)) this.#isMath = false
      return
    }
    const fence = this.#isComment ? null : FENCE.exec(line)?.[1]
    if (fence) this.#fence = fence
    else if (!this.#isComment && MATH_FENCE.test(line)) this.#isMath = true
    else this.#readHtml(line.replace(/(`+)(?:(?!\1)[^`]|(?!\1)`)*\1/g, ''))
  }

  #readHtml(line: string): void {
    let rest = line
    if (this.#isComment) {
      const end = rest.indexOf('-->')
      if (end < 0) return
      this.#isComment = false
      rest = rest.slice(end + 3)
    }
    rest = rest.replace(/<!--.*?-->/g, '')
    const comment = rest.indexOf('<!--')
    if (comment >= 0) {
      this.#isComment = true
      rest = rest.slice(0, comment)
    }
    for (const [, slash, name = '', selfClosing] of rest.matchAll(TAG)) {
      const tag = name.toLowerCase()
      if (VOID.has(tag) || selfClosing) continue
      const at = this.#tags.lastIndexOf(tag)
      if (!slash) this.#tags.push(tag)
      else if (at >= 0) this.#tags.length = at
    }
  }
}

type Start = { at: number; line: number }

/**
 * Cuts what follows `start`, which is the beginning of the text or of a block. `isKnown`: whether from
 * this place on the blocks are known already; there it ends.
 */
function* cut(text: string, start: Start, isKnown?: (at: number) => boolean): Generator<Block, Start | null> {
  const open = new OpenParts()
  let { at, line } = start
  let first = ''
  let end = at
  let wasBlank = true
  for (let number = start.line, from = start.at; ; number++) {
    const found = text.indexOf('\n', from)
    const to = found < 0 ? text.length : found
    const read = text.slice(from, to)
    const isBlank = read.trim() === ''
    if (number === line) first = read
    const goesOn = LIST_ITEM.test(read) && LIST_ITEM.test(first)
    if (number > line && wasBlank && !isBlank && !/^\s/.test(read) && !goesOn && open.isNothing) {
      yield { text: text.slice(at, end), line, endLine: number - 1, at }
      at = from
      line = number
      first = read
      if (isKnown?.(at)) return { at, line }
    }
    open.read(read)
    wasBlank = isBlank
    end = to
    if (found < 0) {
      yield { text: text.slice(at, end), line, endLine: number, at }
      return null
    }
    from = to + 1
  }
}

const isSomething = (block: Block) => block.text.trim() !== ''
const BEGINNING: Start = { at: 0, line: 0 }

/**
 * Cuts markdown where one top-level block ends and another begins: after an empty line, before a line at
 * the margin, where no code, formula or HTML is open and no list goes on. Too coarse does no harm; each
 * block rendered alone is what it is within the whole, but for link definitions and footnotes.
 * @param text with \n alone between its lines; other ends of lines only make it coarser.
 */
export function splitBlocks(text: string): Block[] {
  return [...cut(text, BEGINNING)].filter(isSomething)
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let at = 0
  // By stretches first: comparing them is the engine's own work.
  while (at + 1024 <= most && a.slice(at, at + 1024) === b.slice(at, at + 1024)) at += 1024
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

function commonEnd(a: string, b: string, most: number): number {
  const isSame = (from: number, to: number) =>
    a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from)
  let size = 0
  while (size + 1024 <= most && isSame(size, size + 1024)) size += 1024
  while (size < most && isSame(size, size + 1)) size++
  return size
}

/**
 * What splitBlocks gives for `text`, by what it gave for the text before: only what stands around the
 * edit is cut again, and the texts of all other blocks are the very same strings.
 */
export function splitAgain(before: { text: string; blocks: readonly Block[] }, text: string): Block[] {
  const { blocks } = before
  const same = commonStart(before.text, text)
  const rest = text.length - commonEnd(before.text, text, Math.min(before.text.length, text.length) - same)
  const shift = text.length - before.text.length
  // The edit may join the block it begins in to the one before: that one is the first to be cut again.
  const edited = text.lastIndexOf('\n', same - 1) + 1
  let kept = blocks.findIndex((block) => block.at + block.text.length >= edited)
  kept = Math.max(0, (kept < 0 ? blocks.length : kept) - 1)
  const from = blocks[kept]
  const start = kept === 0 || !from ? BEGINNING : { at: from.at, line: from.line }

  const places = new Map(blocks.map((block, index) => [block.at, index]))
  const cutAgain: Block[] = []
  const cutting = cut(text, start, (at) => at > rest && places.has(at - shift))
  for (let next = cutting.next(); ; next = cutting.next()) {
    if (!next.done) {
      cutAgain.push(next.value)
      continue
    }
    const again = cutAgain.filter(isSomething)
    const known = next.value ? blocks.slice(places.get(next.value.at - shift)) : []
    const lines = (next.value?.line ?? 0) - (known[0]?.line ?? 0)
    const moved = known.map((block) => ({
      ...block,
      at: block.at + shift,
      line: block.line + lines,
      endLine: block.endLine + lines,
    }))
    return [...blocks.slice(0, start === BEGINNING ? 0 : kept), ...again, ...moved]
  }
}
