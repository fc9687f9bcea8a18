import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes } from 'node:crypto'

/**
 * Large HTML of one answer, by its marker. React and Next would write each piece three times: escaped as data for their
 * router, escaped once more as a script, and as HTML, all of it where everybody waits. So pages get a marker in its
 * place, and the server puts the HTML there as the answer goes out (server/http/fill-held-html.ts).
 */
export type HeldHtml = Map<string, string>

type Shared = { store: AsyncLocalStorage<HeldHtml>; secret: string }

// One per process: the server and Next's bundle hold a copy of this module each.
const holder = globalThis as { colloquiumHeldHtml?: Shared }
const shared = (): Shared =>
  (holder.colloquiumHeldHtml ??= {
    store: new AsyncLocalStorage(),
    // Whoever writes a text must not be able to write a marker.
    secret: randomBytes(16).toString('base64url'),
  })

/** HTML below this is not worth a marker. In characters. */
const LEAST = 4_000

/** What every marker begins with. */
export const markerStart = (): string => `<!--held ${shared().secret} `
/** All markers are equally long. */
export const markerLength = (): number => markerStart().length + 22 + 1 + 6 + '-->'.length

/** Runs `work`, in which `holdHtml` keeps what it is given in `held`. */
export const withHeldHtml = <T>(held: HeldHtml, work: () => T): T => shared().store.run(held, work)

/**
 * A marker that stands for `html` in the answer to the present request; the HTML itself where it is short, or where
 * there is no request. To be shown by `SettledHtml` and nothing else, and in what is rendered on the server at once:
 * what a script shows later would find a marker. Not to be kept for another request.
 */
export function holdHtml(html: string): string {
  const held = shared().store.getStore()
  if (!held || html.length < LEAST || held.size >= 999_999) return html
  const id = createHash('sha256').update(html).digest('base64url').slice(0, 22)
  const marker = `${markerStart()}${id} ${String(held.size).padStart(6, '0')}-->`
  // The same comment stands before the HTML, so that a browser knows it again.
  held.set(marker, `<!--held ${id}-->${html}`)
  return marker
}
