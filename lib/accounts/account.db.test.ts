import { describe, expect, it } from 'vitest'
import { STRANGER } from '#lib/access/roles.ts'
import { prisma } from '#prisma/client.ts'
import { actorOf, buildUser } from '#prisma/seed/builders.ts'
import { changeOwnEmail, endAllSessions, endOwnSession, renameSelf } from './account-commands.ts'
import { getAccount } from './account-queries.ts'

const emailOf = async (id: string) => (await prisma().user.findUniqueOrThrow({ where: { id } })).email

describe('one’s own account', () => {
  it('is open to nobody who is not signed in', async () => {
    const refused = { code: 'unauthenticated' }
    await expect(getAccount(STRANGER, null)).rejects.toMatchObject(refused)
    await expect(renameSelf(STRANGER, 'x')).rejects.toMatchObject(refused)
    await expect(changeOwnEmail(STRANGER, 'x@example.org')).rejects.toMatchObject(refused)
    await expect(endOwnSession(STRANGER, 'x')).rejects.toMatchObject(refused)
    await expect(endAllSessions(STRANGER)).rejects.toMatchObject(refused)
  })

  it('a person changes their own name and nobody else’s', async () => {
    const [me, other] = [await buildUser(), await buildUser({ name: 'Other' })]
    await renameSelf(actorOf(me), 'Emmy')
    expect((await getAccount(actorOf(me), null)).name).toBe('Emmy')
    expect((await getAccount(actorOf(other), null)).name).toBe('Other')
  })

  it('the installation’s admin gives themselves a real address', async () => {
    const root = await buildUser({ email: 'admin@localhost', isInstallationAdmin: true })
    await changeOwnEmail(actorOf(root), 'boss@example.org')
    expect(await emailOf(root.id)).toBe('boss@example.org')
  })

  it('nobody else changes theirs: it would claim an address unproven', async () => {
    const me = await buildUser()
    await expect(changeOwnEmail(actorOf(me), 'boss@elsewhere.org')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await emailOf(me.id)).toBe(me.email)
  })

  it('an address that somebody has is not given to another', async () => {
    const root = await buildUser({ isInstallationAdmin: true })
    const { email } = await buildUser()
    await expect(changeOwnEmail(actorOf(root), email)).rejects.toMatchObject({ fields: { email: /Somebody else/ } })
  })
})
