import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes } from 'node:crypto'

/**
 * Large HTML of one answer, by the placeholder that stands for it. React and Next would write each piece three times:
 * escaped as data for their router, escaped once more as a script, and as HTML, all of it where everybody waits. So
 * pages get a placeholder, and the server puts the HTML there as the answer goes out (server/http/fill-placeholders.ts).
 */
export type HtmlPlaceholders = {
  /** What each placeholder of this answer begins with. */
  start: string
  html: Map<string, string>
}

// One store per process: the server and Next's bundle hold a copy of this module each.
const holder = globalThis as { colloquiumPlaceholders?: AsyncLocalStorage<HtmlPlaceholders> }
const store = () => (holder.colloquiumPlaceholders ??= new AsyncLocalStorage<HtmlPlaceholders>())

/** HTML below this is not worth a placeholder. In characters. */
const LEAST = 4_000
const MOST = 999_999

/** For one answer. Its placeholders stand in the page's scripts, to be read: whoever writes one into a text must not hit the next answer's. */
export const newPlaceholders = (): HtmlPlaceholders => ({
  start: `<!--html ${randomBytes(16).toString('base64url')} `,
  html: new Map(),
})

/** All placeholders of an answer are equally long. */
export const placeholderLength = ({ start }: HtmlPlaceholders): number => start.length + 22 + 1 + 6 + '-->'.length

/** Runs `work`, for which `placeholderFor` keeps in `placeholders` what they stand for. */
export const withPlaceholders = <T>(placeholders: HtmlPlaceholders, work: () => T): T => store().run(placeholders, work)

/**
 * A placeholder for `html` in the answer to the present request; the HTML itself where it is short, or where there is
 * no request. To be shown by `ServedHtml` and nothing else, and in what is rendered on the server at once: what a
 * script shows later would find a placeholder. Not to be kept for another request.
 */
export function placeholderFor(html: string): string {
  const placeholders = store().getStore()
  if (!placeholders || html.length < LEAST || placeholders.html.size >= MOST) return html
  const id = createHash('sha256').update(html).digest('base64url').slice(0, 22)
  const placeholder = `${placeholders.start}${id} ${String(placeholders.html.size).padStart(6, '0')}-->`
  // A comment stands before the HTML too, so that a browser knows it again.
  placeholders.html.set(placeholder, `<!--html ${id}-->${html}`)
  return placeholder
}
