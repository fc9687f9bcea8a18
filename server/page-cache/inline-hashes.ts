import { createHash } from 'node:crypto'

const source = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`

/** A script or style that was rendered with the nonce, from its tag to its end. */
type Inline = { kind: 'script' | 'style'; start: number; end: number; tag: string; text: string }

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * The inline scripts and styles whose tag carries the nonce, in their order. The nonce is what marks
 * them: nobody could know it when the page was rendered, so a tag that stands in a text of somebody's has
 * none. Linear: each end is looked for from its own tag on.
 */
function inlineWith(html: string, nonce: string): Inline[] {
  const tags = new RegExp(`<(script|style)(?=[\\s>])[^<>]*\\snonce="${escaped(nonce)}"[^<>]*>`, 'g')
  const found: Inline[] = []
  for (let match = tags.exec(html); match; match = tags.exec(html)) {
    const kind = match[1] === 'style' ? 'style' : 'script'
    const tag = match[0]
    const from = match.index + tag.length
    const close = `</${kind}>`
    const to = html.indexOf(close, from)
    if (to < 0) break
    if (!/\ssrc=/.test(tag)) {
      found.push({ kind, start: match.index, end: to + close.length, tag, text: html.slice(from, to) })
    }
    tags.lastIndex = to + close.length
  }
  return found
}

/** Scripts of nothing but code and nonce that stand side by side, with nothing between them: one script. */
function joined(inline: readonly Inline[], plainTag: string): Inline[] {
  const result: Inline[] = []
  for (const each of inline) {
    const last = result.at(-1)
    if (last && last.tag === plainTag && each.tag === plainTag && last.end === each.start) {
      result[result.length - 1] = { ...last, end: each.end, text: `${last.text};\n${each.text}` }
    } else result.push(each)
  }
  return result
}

/**
 * Makes a page that was rendered with a nonce fit to be sent more than once: takes the nonce out of the
 * tags and names each inline script and style that carried it by its hash instead. What carried none is
 * not named, and so does not run. Scripts that stand side by side become one, so that the policy stays short.
 */
export function replaceNonce(html: string, nonce: string): { html: string; scripts: string; styles: string } {
  const attribute = ` nonce="${nonce}"`
  const named = { script: new Set<string>(), style: new Set<string>() }
  const pieces: string[] = []
  let at = 0
  for (const { kind, start, end, tag, text } of joined(inlineWith(html, nonce), `<script${attribute}>`)) {
    if (text !== '') named[kind].add(source(text))
    pieces.push(html.slice(at, start).replaceAll(attribute, ''), tag.replaceAll(attribute, ''), text, `</${kind}>`)
    at = end
  }
  pieces.push(html.slice(at).replaceAll(attribute, ''))
  return { html: pieces.join(''), scripts: [...named.script].join(' '), styles: [...named.style].join(' ') }
}
