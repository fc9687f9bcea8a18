import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { prisma } from '#prisma/client.ts'
import { buildUser } from '#prisma/seed/builders.ts'

process.env.NEXTAUTH_SECRET = 'a secret of the tests'

/** The settings are read once per process, so each case starts the module afresh. */
async function firstAdminLink(adminEmail = ''): Promise<string | null> {
  vi.resetModules()
  vi.stubEnv('ADMIN_EMAIL', adminEmail)
  const { unsafeFirstAdminLink } = await import('./commands.ts')
  return unsafeFirstAdminLink()
}

const people = () => prisma().user.findMany({ select: { email: true, isInstallationAdmin: true } })

beforeEach(async () => {
  await prisma().user.deleteMany({})
  await prisma().verificationToken.deleteMany({})
})
afterEach(() => vi.unstubAllEnvs())

describe('the first admin', () => {
  it('is made on the first start, with the address of the settings', async () => {
    const link = new URL((await firstAdminLink('Boss@Example.org')) ?? '')
    expect(link.pathname).toBe('/sign-in/link')
    expect(link.searchParams.get('email')).toBe('boss@example.org')
    expect(await people()).toEqual([{ email: 'boss@example.org', isInstallationAdmin: true }])
  })

  it('has a placeholder for an address where the settings name none', async () => {
    await firstAdminLink()
    expect(await people()).toEqual([{ email: 'admin@localhost', isInstallationAdmin: true }])
  })

  it('gets a fresh link on every start until they have signed in, and only the latest works', async () => {
    const [one, two] = [await firstAdminLink(), await firstAdminLink()]
    expect(two).not.toBe(one)
    expect(await prisma().verificationToken.count()).toBe(1)
    await prisma().user.updateMany({ where: {}, data: { emailVerified: new Date(), provenAt: new Date() } })
    expect(await firstAdminLink()).toBeNull()
  })

  it('may be given a real address before they first sign in', async () => {
    await firstAdminLink()
    await firstAdminLink('boss@example.org')
    expect(await people()).toEqual([{ email: 'boss@example.org', isInstallationAdmin: true }])
  })

  it('is also made where others were invited from the command line before the first start', async () => {
    const other = await buildUser()
    expect(await firstAdminLink()).not.toBeNull()
    expect(await people()).toContainEqual({ email: other.email, isInstallationAdmin: false })
  })
})
