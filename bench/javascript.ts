import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright'
import { findChromium } from '../scripts/test/find-chromium.ts'

export type Javascript = { files: number; gzipped: number }

/** What a browser fetches as scripts on a page, each file gzipped on its own; bytes. */
export async function javascriptOf(url: string): Promise<Javascript> {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args })
  try {
    const page = await browser.newPage()
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return
      sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    const gzipped = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    return { files: sizes.length, gzipped }
  } finally {
    await browser.close()
  }
}

/** The text that a reader without JavaScript sees. */
export async function textWithoutJavascript(url: string): Promise<string> {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args })
  try {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(url)
    return await page.locator('body').innerText()
  } finally {
    await browser.close()
  }
}
