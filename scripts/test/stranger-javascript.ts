import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright'

/** How many bytes of gzipped JavaScript a page that strangers read may send above Next's empty page. */
export const MOST_ABOVE_EMPTY = 5_000

/**
 * What Next's empty page (bench/next-baseline) sends with this version of Next, in gzipped bytes. `npm run
 * bench:list` measures it anew and fails where this is off: so the tests need no second build to compare with.
 */
export const EMPTY_PAGE = { next: '16.4.6', gzipped: 134_598 }

export type Javascript = { files: number; gzipped: number }

/** What a browser fetches as scripts on a page, those that come late included; each file gzipped on its own; bytes. */
export async function javascriptOf(page: Page, url: string): Promise<Javascript> {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const gzipped = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  return { files: sizes.length, gzipped }
}
