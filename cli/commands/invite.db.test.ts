import { beforeAll, describe, expect, it } from 'vitest'
import { roleInList } from '#lib/accounts/queries.ts'
import { prisma } from '#prisma/client.ts'
import { actorOf, buildList, buildUser } from '#prisma/seed/builders.ts'
import { invite } from './invite.ts'

process.env.NEXTAUTH_SECRET = 'a secret of the tests'

const member = { role: 'member' }

describe('inviting from the command line', () => {
  it('needs a list, except to let somebody in again', async () => {
    await expect(invite('new@example.org', member)).rejects.toThrow('There is no list yet')
    const known = await buildUser()
    expect(await invite(known.email, member)).toMatchObject({ added: false, list: null })
  })

  describe('with one list', () => {
    let list: { id: string; slug: string }
    beforeAll(async () => {
      list = await buildList({ slug: 'papers' })
    })

    it('takes that list, and prints the new person’s link', async () => {
      const invited = await invite('Emmy@Example.org', { role: 'viewer', name: 'Emmy' })
      expect(invited).toMatchObject({ email: 'emmy@example.org', list: 'papers', role: 'VIEWER', added: true })
      expect(invited.url).toContain('/sign-in/link?token=')
      const user = await prisma().user.findUniqueOrThrow({ where: { email: 'emmy@example.org' } })
      expect(user.name).toBe('Emmy')
      expect(await roleInList(actorOf(user), list.id)).toBe('VIEWER')
    })

    it('makes a new link for somebody who is a member already, and leaves the role', async () => {
      const again = await invite('emmy@example.org', { role: 'admin' })
      expect(again).toMatchObject({ added: false, role: null })
      const user = await prisma().user.findUniqueOrThrow({ where: { email: 'emmy@example.org' } })
      expect(await roleInList(actorOf(user), list.id)).toBe('VIEWER')
    })

    it('lets the installation’s admin in again without making them a member', async () => {
      const root = await buildUser({ isInstallationAdmin: true, email: 'admin@localhost' })
      expect(await invite(root.email, member)).toMatchObject({ added: false, list: null })
      expect(await prisma().member.count({ where: { userId: root.id } })).toBe(0)
    })

    it('says what is wrong with an address or a list', async () => {
      await expect(invite('no address', member)).rejects.toThrow('not an e-mail address')
      await expect(invite('a@example.org', { ...member, list: 'other' })).rejects.toThrow(
        'There is no list “other”. There is: papers.',
      )
    })

    it('asks which list where there are several', async () => {
      await buildList({ slug: 'more' })
      await expect(invite('a@example.org', member)).rejects.toThrow('Say which list with --list')
    })
  })
})
