import type { Extension } from 'micromark-util-types'
import type { Definition, Root, RootContent } from 'mdast'
import { type Options, fromMarkdown } from 'mdast-util-from-markdown'
import type { Math } from 'mdast-util-math'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { type Data, unified } from 'unified'
import { linkBareAddresses } from '#lib/readme/parse/text/bare-addresses.ts'
import { cutLongTables, restoreRows } from './long-tables.ts'
import { type Span, spanOf } from '#lib/readme/span.ts'
import { eachNode, shiftTree } from '#lib/readme/parse/text/tree.ts'
import { splitSource } from './split-source.ts'
import { untangle } from '#lib/readme/parse/text/untangle.ts'

/** What begins at a letter, a digit or one of "+-._" is an address in text: those are found afterwards. */
const withoutAddresses = (extension: Extension): Extension => ({
  ...extension,
  text: Object.fromEntries(
    Object.entries(extension.text ?? {}).filter(([code]) => !/[\w+.-]/.test(String.fromCharCode(Number(code)))),
  ),
})

type Extensions = {
  extensions: Extension[]
  mdastExtensions: Exclude<Options['mdastExtensions'], null | undefined>
}

/** The extensions that remark's plugins add, without their passes over the whole tree: the parser finds addresses itself. */
function extensionsOf({ micromarkExtensions = [], fromMarkdownExtensions = [] }: Data): Extensions {
  const mdastExtensions = fromMarkdownExtensions.flat().map((extension) => ({ ...extension, transforms: [] }))
  return { extensions: micromarkExtensions.map(withoutAddresses), mdastExtensions }
}

/** For text that is known to be paragraphs: nothing at the beginning of a line means anything. */
function inlineOnly({ extensions, mdastExtensions }: Extensions): Extensions {
  const blocks = [
    'codeIndented',
    'codeFenced',
    'setextUnderline',
    'list',
    'blockQuote',
    'htmlFlow',
    'headingAtx',
    'thematicBreak',
  ]
  const inline = extensions.map((extension) => ({ ...extension, flow: {} }))
  return { extensions: [...inline, { disable: { null: blocks } }], mdastExtensions }
}

const withoutMath = extensionsOf(unified().use(remarkParse).use(remarkGfm).freeze().data())
const withMath = extensionsOf(unified().use(remarkParse).use(remarkGfm).use(remarkMath).freeze().data())

const inlineWithoutMath = inlineOnly(withoutMath)
const inlineWithMath = inlineOnly(withMath)

const isUnclosed = (node: Math, text: string) => {
  const source = text.slice(node.position?.start.offset, node.position?.end.offset)
  return !/\n[ \t>]*\$\$+[ \t]*$/.test(source.replace(/\r\n?/g, '\n'))
}

/** A "$$" that is not closed in its part would swallow what follows; GitHub shows it as text, so read it as text. */
function parse(source: string): Root {
  const text = untangle(source)
  if (!text.includes('$')) return fromMarkdown(text, withoutMath)
  const tree = fromMarkdown(text, withMath)
  let swallows = false
  if (text.includes('$$'))
    eachNode(tree, (node) => {
      if (node.type === 'math' && isUnclosed(node as Math, text)) swallows = true
    })
  return swallows ? fromMarkdown(text, withoutMath) : tree
}

/** The parser's time grows with the square of what it is given at once, so it is given parts of this size. */
const PART = 6_000
const DEFINITION = /^ {0,3}\[[^\]\r\n]+\]:[^\S\r\n]*\S.*$/gm

/** The blocks of one part; null where code or HTML is still open at its end, unless it is the last. */
function parsePart(text: string, { start, end }: Span, definitions: string, isLast: boolean): RootContent[] | null {
  const source = text.slice(start, end)
  const short = cutLongTables(source)
  const parseCells = (cells: string) =>
    fromMarkdown(
      untangle(cells + definitions),
      cells.includes('$') ? inlineWithMath : inlineWithoutMath,
    ).children.filter((node) => node.type !== 'definition' && node.type !== 'footnoteDefinition')
  const restore = (blocks: RootContent[]) =>
    short.cuts.length === 0
      ? blocks
      : (restoreRows(blocks, source, short, parseCells) ?? parse(source + definitions).children)
  if (isLast && definitions === '') return restore(parse(short.text).children)
  // What is still open swallows the heading that is put after the part.
  const probe = short.text.length + 2
  const { children } = parse(`${short.text}\n\n# \n${definitions}`)
  const isOpen = !children.some((node) => node.type === 'heading' && spanOf(node)?.start === probe)
  if (isOpen) return isLast ? parse(source).children : null
  const blocks = restore(children.filter((node) => (spanOf(node)?.start ?? probe) < probe)).filter(
    (node) => (spanOf(node)?.start ?? 0) < source.length,
  )
  // Without a blank line before it, what looks like an item is one where a list of such items is under way: elsewhere
  // it may be the next line of a paragraph ("2. words") or of HTML.
  const next = isLast || BLANK_END.test(source.slice(-200)) ? null : signOf(text, end)
  return next !== null && markerOf(blocks.at(-1), source) !== next ? null : blocks
}

const BLANK_END = /(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)$/

/** The sign of the item that begins at an offset: "-", "*", "+", "." or ")"; null where there is none. */
const signOf = (text: string, at: number): string | null =>
  /^(?:\d{1,9}([.)])|([-*+]))/
    .exec(text.slice(at, at + 12))
    ?.slice(1)
    .find(Boolean) ?? null

/** The sign that all items of a list have; null of what is no list. */
function markerOf(node: RootContent | undefined, text: string): string | null {
  const start = node?.type === 'list' ? spanOf(node)?.start : undefined
  return start === undefined ? null : signOf(text, start)
}

/** Adds the blocks of a part to those before it; a list that was cut between two items is one again. */
function append(children: RootContent[], blocks: RootContent[], text: string, cut: number): void {
  const [first, ...others] = blocks
  const last = children.at(-1)
  const isGoingOn =
    first?.type === 'list' &&
    last?.type === 'list' &&
    spanOf(first)?.start === cut &&
    markerOf(first, text) === markerOf(last, text)
  if (!isGoingOn) return void children.push(...blocks)
  const between = text.slice(spanOf(last)?.end ?? cut, cut)
  const isLoose = /(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)/.test(between)
  last.spread = Boolean(last.spread) || Boolean(first.spread) || isLoose
  for (const item of first.children) last.children.push(item)
  if (last.position && first.position) last.position.end = first.position.end
  children.push(...others)
}

/** Numbers the offsets from the start of the whole text. */
function shift(blocks: RootContent[], by: number): RootContent[] {
  for (const block of blocks) shiftTree(block, by)
  return blocks
}

/**
 * The Markdown tree (GFM and math) of a part of a source text, with offsets that count in the whole
 * text: a byte order mark at its start counts as one. Lines and columns in it are not to be used.
 */
export function parseMarkdown(text: string, start = 0, end = text.length): Root {
  // The parser drops a byte order mark at its start, and would count one too few from there.
  let from = start
  while (text.charCodeAt(from) === 0xfeff) from += 1
  const found = end - from > PART ? (text.slice(from, end).match(DEFINITION) ?? []) : []
  const definitions = found.length > 0 ? `\n${found.join('\n')}\n` : ''
  const parts = splitSource(text, from, end, Math.max(PART, definitions.length * 2))
  const children: RootContent[] = []
  for (let first = 0; first < parts.length;) {
    // What is open at the end of a part takes in more parts, twice as many each time.
    for (let count = 1; ; count *= 2) {
      const last = Math.min(first + count, parts.length) - 1
      const span = { start: parts[first]?.start ?? from, end: parts[last]?.end ?? end }
      const blocks = parsePart(text, span, definitions, last === parts.length - 1)
      if (blocks === null) continue
      append(children, shift(blocks, span.start), text, span.start)
      first = last + 1
      break
    }
  }
  const root: Root = { type: 'root', children }
  linkBareAddresses(root, text)
  return root
}

/** The addresses behind "[text][name]", by name in lower case. */
export function definitionsOf(tree: Root): Map<string, string> {
  const urls = new Map<string, string>()
  eachNode(tree, (node) => {
    if (node.type !== 'definition') return
    const { identifier, url } = node as Definition
    if (!urls.has(identifier.toLowerCase())) urls.set(identifier.toLowerCase(), url)
  })
  return urls
}
