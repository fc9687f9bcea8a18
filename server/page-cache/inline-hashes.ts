import { createHash } from 'node:crypto'

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g
const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g

const SIDE_BY_SIDE = /(?:<script>[\s\S]*?<\/script>){2,}/g

const join = (scripts: string) => `<script>${scripts.slice(8, -9).replaceAll('</script><script>', ';\n')}</script>`

const source = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`

function hashes(html: string, pattern: RegExp): string {
  const found = new Set<string>()
  for (const [, text] of html.matchAll(pattern)) if (text) found.add(source(text))
  return [...found].join(' ')
}

/**
 * Makes a page that was rendered with a nonce fit to be sent more than once: takes the nonce out of
 * the tags and names each inline script and style by its hash instead. Scripts that stand side by
 * side become one, so that the policy stays short.
 * @param html as Next rendered it: what people wrote never stands in a tag that carries the nonce.
 */
export function replaceNonce(html: string, nonce: string): { html: string; scripts: string; styles: string } {
  const clean = html.replaceAll(` nonce="${nonce}"`, '').replace(SIDE_BY_SIDE, join)
  return { html: clean, scripts: hashes(clean, INLINE_SCRIPT), styles: hashes(clean, INLINE_STYLE) }
}
