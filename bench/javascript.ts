import { type Browser, chromium } from 'playwright'
import { findChromium } from '../scripts/test/find-chromium.ts'
import { type Javascript, javascriptOf } from '../scripts/test/stranger-javascript.ts'

async function withBrowser<T>(act: (browser: Browser) => Promise<T>): Promise<T> {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args })
  try {
    return await act(browser)
  } finally {
    await browser.close()
  }
}

/** What a browser of its own fetches as scripts on a page; gzipped bytes. */
export const measureJavascript = (url: string): Promise<Javascript> =>
  withBrowser(async (browser) => javascriptOf(await browser.newPage(), url))

/** The text that a reader without JavaScript sees. */
export const textWithoutJavascript = (url: string): Promise<string> =>
  withBrowser(async (browser) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(url)
    return page.locator('body').innerText()
  })
