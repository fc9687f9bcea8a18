import { headerOf, within } from '#lib/access/within.fixture.ts'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inviteMember } from '#lib/members/commands.ts'
import { listLists } from '#lib/lists/queries.ts'
import { listMembers } from '#lib/members/queries.ts'
import { actorOf } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { findSignInLink } from './account-queries.ts'
import { actorOfUser, findSessionUser } from './queries.ts'
import { unsafeOpenSession } from './session-commands.ts'
import { hashSignInToken } from './sign-in-links.ts'
import { type EarlierDatabase, earlierDatabase } from '../../scripts/test/earlier-database.ts'

process.env.NEXTAUTH_SECRET = 'a secret of the tests'

let earlier: EarlierDatabase

/** A database as it was before sign-ins said how they were proven, with people who are signed in; then brought up to date. */
beforeAll(async () => {
  earlier = await earlierDatabase('_session_proof', async (client) => {
    await client.query(`
    insert into "List" ("id", "slug", "title", "updatedAt") values ('a', 'a', 'A', now()), ('b', 'b', 'B', now()), ('c', 'c', 'C', now());
    insert into "User" ("id", "email", "name", "emailVerified", "isInstallationAdmin") values
      ('emmy', 'emmy@example.org', 'Emmy', now(), false), ('ada', 'ada@example.org', 'Ada', null, false),
      ('lise', 'lise@example.org', 'Lise', now(), false), ('root', 'root@example.org', 'Root', now(), true);
    insert into "Account" ("id", "userId", "type", "provider", "providerAccountId") values ('x', 'lise', 'oauth', 'oidc', '1');
    insert into "Member" ("listId", "userId", "role") values ('a', 'emmy', 'ADMIN'), ('b', 'emmy', 'MEMBER'), ('a', 'ada', 'VIEWER');
    insert into "Session" ("id", "sessionToken", "userId", "expires") values
      ('1', 'cookie-of-emmy', 'emmy', now() + interval '20 days'), ('2', 'cookie\\of\\root', 'root', now() + interval '20 days');`)
    await client.query(
      `insert into "VerificationToken" ("identifier", "token", "expires") values ('ada@example.org', $1, now() + interval '5 days')`,
      [hashSignInToken('link-of-ada')],
    )
  })
})

afterAll(() => earlier.drop())

const whoHas = async (cookie: string) => {
  const user = await findSessionUser(cookie)
  return user ? actorOfUser(user) : expect.fail('nobody is signed in')
}

describe('people who were signed in before sign-ins said how they were proven', () => {
  it('stay signed in, though the database has only the hash of their cookie from now on', async () => {
    expect(await findSessionUser('cookie-of-emmy')).toMatchObject({ id: 'emmy' })
    expect(await findSessionUser('cookie\\of\\root')).toMatchObject({ id: 'root' })
    const { rows } = await earlier.client.query(`select "sessionToken" from "Session" where "id" = '1'`)
    expect(rows[0]).toEqual({ sessionToken: createHash('sha256').update('cookie-of-emmy').digest('hex') })
  })

  it('keep the lists that they had', async () => {
    const emmy = await whoHas('cookie-of-emmy')
    expect((await listLists(emmy)).map(({ slug }) => slug).sort()).toEqual(['a', 'b'])
    await expect(within(emmy, { slug: 'a' }, headerOf)).resolves.toMatchObject({ role: 'ADMIN' })
    const root = await whoHas('cookie\\of\\root')
    expect((await listLists(root)).map(({ slug }) => slug).sort()).toEqual(['a', 'b', 'c'])
  })

  it('show a proof first where a list invites them from now on', async () => {
    const root = await whoHas('cookie\\of\\root')
    await within(root, { id: 'c' }, inviteMember, { email: 'emmy@example.org', role: 'MEMBER' })
    await expect(within(await whoHas('cookie-of-emmy'), { slug: 'c' }, headerOf)).rejects.toMatchObject({
      code: 'unproven',
    })
  })

  it('are no newcomers to their lists: no admin of a list may make a link for them', async () => {
    const { members } = await within(actorOf({ id: 'emmy', isInstallationAdmin: false }), { id: 'a' }, listMembers)
    const shown = members.map(({ name, status, canHaveLink }) => [name, status, canHaveLink])
    expect(shown).toEqual([
      ['Emmy', 'active', false],
      ['Ada', 'invited', true],
    ])
  })

  it('have proven the account where they signed in by a provider', async () => {
    const people = await prisma().user.findMany({ where: { provenAt: { not: null } }, select: { id: true } })
    expect(people.map(({ id }) => id).sort()).toEqual(['lise', 'root'])
  })

  it('stay signed in when another list’s link is opened: how they were proven is not known', async () => {
    const proven = { proof: 'LIST', listIds: ['c'] } as const
    await unsafeOpenSession({ token: 't', userId: 'emmy', expires: new Date(Date.now() + 1e6), proven, before: null })
    await expect(within(await whoHas('cookie-of-emmy'), { slug: 'a' }, headerOf)).resolves.toMatchObject({
      role: 'ADMIN',
    })
  })
})

describe('a link that was handed out before', () => {
  it('still works, for the lists of that day', async () => {
    expect(await findSignInLink('ada@example.org', 'link-of-ada')).not.toBeNull()
    const { rows } = await earlier.client.query(`select "proof", "listIds" from "VerificationToken"
      where "identifier" = 'ada@example.org'`)
    expect(rows).toEqual([{ proof: 'EARLIER', listIds: ['a'] }])
  })
})
