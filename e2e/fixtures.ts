import { type Browser, type BrowserContext, type Page, test as base } from '@playwright/test'
import type { Role } from '#lib/access/roles.ts'
import { prisma } from '#prisma/client.ts'
import { buildMember, buildSession, buildUser } from '#prisma/seed/builders.ts'
import { type BrowserKind, type SharedPage, sharedPage } from './shared-page.ts'

export { expect } from '@playwright/test'

export const SEED_LIST = 'awesome-llm-papers'

/** Signs a person in as next-auth does: a session row and its cookie. No page is visited. */
export async function signIn(context: BrowserContext, userId: string, baseURL: string): Promise<void> {
  const { sessionToken } = await buildSession(userId)
  await context.addCookies([
    { name: 'next-auth.session-token', value: sessionToken, url: baseURL, httpOnly: true, sameSite: 'Lax' },
  ])
}

/** A page in a browser of somebody's own. */
export async function pageOf(browser: Browser, userId: string, baseURL = ''): Promise<Page> {
  const context = await browser.newContext({ baseURL })
  await signIn(context, userId, baseURL)
  return context.newPage()
}

type People = {
  /** Signs this test's browser in as a new person with `role` in the list (default: the seed list). */
  as(role: Role | 'installation admin', listSlug?: string): Promise<{ id: string; name: string; email: string }>
  /** For a story that changes its browser for good, with a script of its own in each page: it shares it with no other. */
  ownBrowser: boolean
}

type OfWorker = { sharedBy(kind: BrowserKind): SharedPage }

export const test = base.extend<People, OfWorker>({
  baseURL: async ({}, use) => {
    await use(process.env.E2E_BASE_URL)
  },
  ownBrowser: [false, { option: true }],
  sharedBy: [
    async ({ browser }, use) => {
      const known = new Map<string, SharedPage>()
      await use((kind) => {
        const key = JSON.stringify(kind)
        const shared = known.get(key) ?? sharedPage(browser, process.env.E2E_BASE_URL ?? '', kind)
        known.set(key, shared)
        return shared
      })
      for (const shared of known.values()) await shared.drop()
    },
    { scope: 'worker' },
  ],
  context: async ({ browser, sharedBy, baseURL, ownBrowser, javaScriptEnabled, viewport, hasTouch }, use, testInfo) => {
    const kind = { javaScriptEnabled: javaScriptEnabled !== false, viewport, hasTouch: hasTouch ?? false }
    if (ownBrowser) {
      const context = await browser.newContext({ baseURL: baseURL ?? '', ...kind })
      await use(context)
      return context.close()
    }
    const shared = sharedBy(kind)
    await use((await shared.take()).context())
    if (testInfo.status === testInfo.expectedStatus) await shared.clear()
    else await shared.drop()
  },
  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()))
  },
  as: async ({ context, baseURL }, use) => {
    const signInAs = async (user: { id: string; name: string | null; email: string }) => {
      await signIn(context, user.id, baseURL ?? '')
      return { id: user.id, name: user.name ?? '', email: user.email }
    }
    await use(async (role, listSlug = SEED_LIST) => {
      if (role === 'installation admin') return signInAs(await buildUser({ isInstallationAdmin: true }))
      const list = await prisma().list.findUniqueOrThrow({ where: { slug: listSlug }, select: { id: true } })
      return signInAs((await buildMember(list.id, role)).user)
    })
  },
})
