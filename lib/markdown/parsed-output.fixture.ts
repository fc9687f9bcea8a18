import type { Element, Nodes, Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'

/** Written out anew, not taken from the sanitizer: the tests ask a second opinion. */
const TAGS = new Set(
  (
    'a abbr b blockquote br code dd del details div dl dt em h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ' +
    'ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var'
  ).split(' '),
)
const ATTRIBUTES = new Set(
  (
    'align alt ariaDescribedBy ariaLabel checked className colSpan dataFootnoteBackref dataFootnoteRef dataFootnotes ' +
    'decoding dir disabled height href id loading name open rel reversed role rowSpan src start style tabIndex title type ' +
    'vAlign value width'
  ).split(' '),
)
const KATEX_TAGS = new Set(
  (
    'span svg path line math semantics annotation mrow mi mo mn mtext mspace msup msub msubsup mfrac msqrt mroot mover ' +
    'munder munderover mtable mtr mtd mstyle mpadded mphantom menclose merror'
  ).split(' '),
)
const KATEX_ATTRIBUTE =
  /^(?:className|style|ariaHidden|xmlns|encoding|d|viewBox|width|height|preserveAspectRatio|[xy][12]?|stroke(?:Width)?|display|fill|math(?:variant|color|background|size)|accent(?:under)?|stretchy|fence|separator|form|[lr]space|(?:min|max)size|linethickness|displaystyle|scriptlevel|(?:row|column)(?:spacing|align|lines)|notation|voffset|depth|movablelimits|side)$/i

const isKatex = (node: Element) =>
  Array.isArray(node.properties.className) &&
  node.properties.className.some((name) => name === 'katex' || name === 'katex-display')

const browser = unified().use(rehypeRaw).use(rehypeStringify)

/** The HTML as a browser would read it, and as it would write it out again. */
export function reparse(html: string): { tree: Root; html: string } {
  const tree = browser.runSync({ type: 'root', children: [{ type: 'raw', value: html }] }) as Root
  return { tree, html: browser.stringify(tree) }
}

function problemsOf(node: Element, inKatex: boolean): string[] {
  const problems: string[] = []
  const name = node.tagName.toLowerCase()
  if (!(inKatex ? KATEX_TAGS : TAGS).has(name)) problems.push(`<${node.tagName}>`)
  for (const [key, value] of Object.entries(node.properties)) {
    const text = String(value)
    const isAllowed = inKatex ? KATEX_ATTRIBUTE.test(key) : ATTRIBUTES.has(key)
    if (!isAllowed || /^on/i.test(key)) problems.push(`<${name} ${key}="${text}">`)
    if (key === 'style' && (/url|expression|import|@|\\|position:\s*fixed/i.test(text) || (!inKatex && name !== 'img')))
      problems.push(`style="${text}"`)
    if (key === 'href' && !/^(?:https?:\/\/|mailto:|#user-content-|#$)/i.test(text)) problems.push(`href="${text}"`)
    if (key === 'src' && !text.startsWith('/l/test/assets/')) problems.push(`src="${text}"`)
    if ((key === 'id' || key === 'name') && !text.startsWith('user-content-')) problems.push(`${key}="${text}"`)
    if (key === 'tabIndex' && Number(text) > 0) problems.push(`tabindex="${text}"`)
  }
  return problems
}

/** Whatever in the HTML, once parsed, is not on the list of what may be there. */
export function foreignTo(html: string): string[] {
  const walk = (node: Nodes, inKatex: boolean): string[] => {
    if (node.type === 'comment' || node.type === 'doctype') return [node.type]
    const within = inKatex || (node.type === 'element' && isKatex(node))
    const own = node.type === 'element' ? problemsOf(node, within) : []
    return 'children' in node ? [...own, ...node.children.flatMap((child) => walk(child, within))] : own
  }
  return walk(reparse(html).tree, false)
}
