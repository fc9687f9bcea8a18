import { type BrowserContext, test as base } from '@playwright/test'
import type { Role } from '#lib/access.ts'
import { prisma } from '#prisma/client.ts'
import { buildMember, buildSession, buildUser } from '#prisma/seed/builders.ts'

export { expect } from '@playwright/test'

export const SEED_LIST = 'awesome-llm-papers'

/** Signs a person in as next-auth does: a session row and its cookie. */
async function signIn(context: BrowserContext, userId: string, baseURL: string): Promise<void> {
  const session = await buildSession(userId)
  await context.addCookies([
    { name: 'next-auth.session-token', value: session.sessionToken, url: baseURL, httpOnly: true, sameSite: 'Lax' },
  ])
}

type People = {
  /** Signs this test's browser in as a new person with `role` in the list (default: the seed list). */
  as(role: Role | 'installation admin', listSlug?: string): Promise<{ id: string; name: string; email: string }>
}

export const test = base.extend<People>({
  baseURL: async ({}, use) => {
    await use(process.env.E2E_BASE_URL)
  },
  as: async ({ context, baseURL }, use) => {
    await use(async (role, listSlug = SEED_LIST) => {
      if (role === 'installation admin') {
        const user = await buildUser({ isInstallationAdmin: true })
        await signIn(context, user.id, baseURL ?? '')
        return { id: user.id, name: user.name ?? '', email: user.email }
      }
      const list = await prisma().list.findUniqueOrThrow({ where: { slug: listSlug }, select: { id: true } })
      const { user } = await buildMember(list.id, role)
      await signIn(context, user.id, baseURL ?? '')
      return { id: user.id, name: user.name ?? '', email: user.email }
    })
  },
})
