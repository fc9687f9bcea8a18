const HEADING = /<h[1-6][\s>]/g
/** Elements that may hold a heading of their own. */
const HOLDERS = /<(\/?)(?:details|blockquote|ul|ol|table|section|div|figure)\b/g

function depthAt(html: string, end: number): number {
  let depth = 0
  for (const [, closing] of html.slice(0, end).matchAll(HOLDERS)) depth += closing ? -1 : 1
  return depth
}

/**
 * An explanation's first words, up to its first heading, and the rest: what an experiment is about is read
 * before its result, how it is done after it. `html` is what the Markdown pipeline gave.
 */
export function splitExplanation(html: string): { intro: string; rest: string } {
  for (const { index } of html.matchAll(HEADING))
    if (depthAt(html, index) === 0) return { intro: html.slice(0, index).trim(), rest: html.slice(index) }
  return { intro: html.trim(), rest: '' }
}
