import type { Browser, BrowserContextOptions, Page } from '@playwright/test'

/** What a site can keep in a browser, sign-in apart; what it has loaded stays, which is why a page is shared at all. */
const KEPT = 'local_storage,indexeddb,cache_storage,service_workers,file_systems'

/** What makes one browser another one; stories of the same kind share. */
export type BrowserKind = Pick<BrowserContextOptions, 'javaScriptEnabled' | 'viewport' | 'hasTouch'>

export type SharedPage = {
  take(): Promise<Page>
  /** Makes the page ready for another story, as a new one would be. */
  clear(): Promise<void>
  /** Throws it away; the next story gets a new one. */
  drop(): Promise<void>
}

/** Nothing of the story's own: what listens to the page, what answers for the server, where it was, how it was shown. */
async function reset(page: Page, baseURL: string, kind: BrowserKind): Promise<void> {
  const context = page.context()
  for (const other of context.pages()) if (other !== page) await other.close()
  await page.removeAllListeners(undefined, { behavior: 'ignoreErrors' })
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await context.setOffline(false)
  await page.evaluate(() => sessionStorage.clear()).catch(() => undefined)
  // An editor may ask whether one wants to leave.
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined))
  // The smallest page of the site: on a blank one the process would end, and with it all that it has read and compiled.
  await page.goto(`${baseURL}/api/health/live`)
  await page.removeAllListeners('dialog')
  await context.clearCookies()
  await context.clearPermissions()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', { origin: baseURL, storageTypes: KEPT })
  await devtools.detach()
  await page.emulateMedia({ colorScheme: 'light', media: null })
  const size = kind.viewport
  if (size && page.viewportSize()?.width !== size.width) await page.setViewportSize(size)
}

/**
 * One page for those stories of a worker that need no browser of their own. A new browser context costs a second or two of
 * processor time: it opens a window and reads every script anew.
 */
export function sharedPage(browser: Browser, baseURL: string, kind: BrowserKind): SharedPage {
  let page: Page | null = null
  const drop = async () => {
    const last = page
    page = null
    await last?.context().close()
  }
  return {
    async take() {
      page ??= await (await browser.newContext({ baseURL, ...kind })).newPage()
      return page
    },
    async clear() {
      // A story that closed it leaves nothing to be made ready.
      if (!page || page.isClosed()) return drop()
      await reset(page, baseURL, kind).catch(drop)
    },
    drop,
  }
}
