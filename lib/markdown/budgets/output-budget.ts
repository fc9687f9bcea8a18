import type { Nodes, Root } from 'hast'
import { TooComplex } from './text-budget.ts'

/**
 * Characters of HTML of one text. A textbook chapter with 500 formulas makes about half of it; a page
 * holds its texts twice (once for the browser, once for React) and must fit into the cache of pages.
 */
export const MOST_HTML = 4_000_000

/** What `&` and the like become. */
const ESCAPED = 6
const escapes = (text: string) => (ESCAPED - 1) * (text.match(/[&<"]/g)?.length ?? 0)

function* textsOf(node: Nodes): Generator<string> {
  if ('value' in node) yield node.value
  if (node.type !== 'element') return
  yield `<${node.tagName}></${node.tagName}>`
  for (const [name, value] of Object.entries(node.properties)) {
    yield `${name}=""`
    if (Array.isArray(value)) yield value.join(' ')
    else if (typeof value === 'string') yield value
  }
}

/** Characters of a tree's HTML, an upper bound; stops counting above `most`. */
export function htmlLength(tree: Nodes, most: number): number {
  let size = 0
  const stack: Nodes[] = [tree]
  for (let node = stack.pop(); node && size <= most; node = stack.pop()) {
    for (const text of textsOf(node)) {
      size += text.length
      // Not looked at where it is too long already, nor in what is HTML as it stands.
      if (size <= most && node.type !== 'raw') size += escapes(text)
    }
    if ('children' in node) for (const child of node.children) stack.push(child)
  }
  return size
}

/**
 * Refuses a text whose HTML would be vast, before it is written out: whatever it was that multiplied.
 * @throws TooComplex
 */
export function outputBudget() {
  return (tree: Root): void => {
    if (htmlLength(tree, MOST_HTML) > MOST_HTML)
      throw new TooComplex(`It makes more than ${MOST_HTML / 1e6} MB of HTML.`)
  }
}
