/** A stretch of a text that can be rendered without the rest of it. Lines count from 0. */
export type Block = { text: string; line: number; endLine: number }

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

/**
 * Cuts markdown where one top-level block ends and another begins: after an empty line, before a line at
 * the margin, where no code, formula or HTML is open and no list goes on. Too coarse does no harm; each
 * block rendered alone is what it is within the whole, but for link definitions and footnotes.
 */
export function splitBlocks(text: string): Block[] {
  const lines = text.split(/\r\n?|\n/)
  const blocks: Block[] = []
  const open = new OpenParts()
  let start = 0
  let wasBlank = true
  for (const [index, line] of lines.entries()) {
    const isBlank = line.trim() === ''
    const goesOn = LIST_ITEM.test(line) && LIST_ITEM.test(lines[start] ?? '')
    if (index > start && wasBlank && !isBlank && !/^\s/.test(line) && !goesOn && open.isNothing) {
      blocks.push({ text: lines.slice(start, index).join('\n'), line: start, endLine: index - 1 })
      start = index
    }
    open.read(line)
    wasBlank = isBlank
  }
  blocks.push({ text: lines.slice(start).join('\n'), line: start, endLine: lines.length - 1 })
  return blocks.filter((block) => block.text.trim() !== '')
}
