import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Turns } from '#lib/limits/turns.ts'

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Pages that anybody may have rendered: below a share link, and the experiments on disk. */
const PUBLIC = /^\/+(s|embed|experiments)(\/|$)/

/** Whether a request has a page rendered for whoever asks; its figures count too, which notes are searched for. */
export function isPublicPage({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const path = (url ?? '/').split('?', 1)[0] ?? '/'
  try {
    return PUBLIC.test(decodeURIComponent(path))
  } catch {
    return PUBLIC.test(path)
  }
}

/** Renders when it is the client's turn, unless its reader has gone away meanwhile. */
export function inTurn(pages: Pages, turns: Turns, client: string): Pages {
  return (request, response) =>
    turns.run(client, () => pages(request, response), { isWanted: () => !response.destroyed })
}
