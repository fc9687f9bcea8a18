import { within } from '#lib/access/within.fixture.ts'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/roles.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'
import { createShareLink, revokeShareLink, unlockShare } from './commands.ts'
import * as passwords from './password.ts'
import { listShareLinks, resolveShare, unsafeShareForCache } from './queries.ts'
import type { ShareLinkInput } from './schema.ts'
import { hashToken } from './token.ts'

const WHOLE: ShareLinkInput = {
  scope: 'LIST',
  sectionId: null,
  paperId: null,
  includeNotes: false,
  includeComments: false,
  label: null,
  password: null,
  expiresAt: null,
}
const NOWHERE = { code: 'not_found' }

vi.mock(import('./password.ts'), { spy: true })

let list: { id: string; slug: string }
let cast: Awaited<ReturnType<typeof buildCast>>
let section: { id: string }
let paper: { id: string }

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret for tests'
  list = await buildList()
  cast = await buildCast(list.id)
  section = await buildSection(list.id, { title: 'Training' })
  paper = await buildPaper(list.id, section.id)
})

const share = (fields: Partial<ShareLinkInput> = {}, actor: Actor = cast.member) =>
  within(actor, { slug: list.slug }, createShareLink, { ...WHOLE, ...fields })

describe('making a link', () => {
  it('is for members and admins; a viewer may not, an outsider finds no list', async () => {
    await expect(share({}, cast.member)).resolves.toHaveProperty('token')
    await expect(share({}, cast.admin)).resolves.toHaveProperty('token')
    await expect(share({}, cast.viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(share({}, cast.outsider)).rejects.toMatchObject(NOWHERE)
    await expect(share({}, cast.stranger)).rejects.toMatchObject(NOWHERE)
  })

  it('leaves nothing in the database from which the address could be read', async () => {
    const { id, token } = await share({ password: 'open sesame', label: 'For Emmy' })
    const row = await prisma().shareLink.findUniqueOrThrow({ where: { id } })
    expect(row.tokenHash).toBe(hashToken(token))
    const audits = await prisma().auditEvent.findMany({ where: { listId: list.id, action: 'share.create' } })
    const stored = JSON.stringify([row, audits])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain('open sesame')
    expect(audits.map((event) => event.subjectId)).toContain(id)
  })

  it('takes only what stands in this list and is not removed', async () => {
    const other = await buildList()
    const foreign = await buildSection(other.id)
    const foreignPaper = await buildPaper(other.id, foreign.id)
    const removal = await prisma().removal.create({ data: { listId: list.id, kind: 'SECTION', title: 'x' } })
    const gone = await buildSection(list.id)
    const goneWith = await buildPaper(list.id, gone.id)
    await prisma().section.update({ where: { id: gone.id }, data: { removalId: removal.id } })
    for (const sectionId of [foreign.id, gone.id, 'nothing']) {
      await expect(share({ scope: 'SECTION', sectionId })).rejects.toMatchObject({
        fields: { sectionId: expect.any(String) },
      })
    }
    for (const paperId of [foreignPaper.id, goneWith.id, 'nothing']) {
      await expect(share({ scope: 'PAPER', paperId })).rejects.toMatchObject({
        fields: { paperId: expect.any(String) },
      })
    }
    await expect(share({ scope: 'PAPER', paperId: paper.id })).resolves.toHaveProperty('id')
  })
})

describe('opening a link', () => {
  it('finds what was shared, and for every other address the same nothing', async () => {
    const { token } = await share({ scope: 'SECTION', sectionId: section.id, includeNotes: true })
    expect(await resolveShare(token)).toMatchObject({ scope: 'SECTION', sectionId: section.id, needsPassword: false })
    expect(Object.keys(await resolveShare(token)).sort()).toEqual([
      'contents',
      'expiresAt',
      'id',
      'includeComments',
      'includeNotes',
      'listId',
      'needsPassword',
      'paperId',
      'revision',
      'scope',
      'sectionId',
    ])
    const wrong = [token.slice(1), `${token}x`, hashToken(token), '', 'A'.repeat(43)]
    const messages = await Promise.all(wrong.map((each) => resolveShare(each).catch((error: Error) => error.message)))
    expect(new Set(messages).size).toBe(1)
  })

  it('ends when its time has come', async () => {
    const { id, token } = await share({ expiresAt: new Date(Date.now() + 60_000) })
    await expect(resolveShare(token)).resolves.toHaveProperty('id', id)
    await prisma().shareLink.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await expect(resolveShare(token)).rejects.toMatchObject(NOWHERE)
    expect(await unsafeShareForCache(hashToken(token))).toBeNull()
  })

  it('ends at once when a member revokes it, and tells the caches', async () => {
    const { id, token } = await share()
    const before = await prisma().list.findUniqueOrThrow({ where: { id: list.id } })
    await expect(within(cast.viewer, { slug: list.slug }, revokeShareLink, id)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(within(cast.outsider, { slug: list.slug }, revokeShareLink, id)).rejects.toMatchObject(NOWHERE)
    const elsewhere = await buildList()
    await expect(within(cast.installationAdmin, { id: elsewhere.id }, revokeShareLink, id)).rejects.toMatchObject(
      NOWHERE,
    )
    await within(cast.member, { slug: list.slug }, revokeShareLink, id)
    await expect(resolveShare(token)).rejects.toMatchObject(NOWHERE)
    expect(await unsafeShareForCache(hashToken(token))).toBeNull()
    const after = await prisma().list.findUniqueOrThrow({ where: { id: list.id } })
    expect(after.revision).toBe(before.revision + 1)
  })

  it('may be cached unless it asks for a password', async () => {
    const open = await share()
    const locked = await share({ password: 'open sesame' })
    expect(await unsafeShareForCache(hashToken(open.token))).toEqual({
      listId: list.id,
      isOfPaper: false,
      expiresAt: null,
      isCacheable: true,
    })
    expect(await unsafeShareForCache(hashToken(locked.token))).toMatchObject({ isCacheable: false })
  })
})

describe('a link with a password', () => {
  it('opens for who gave it, until it is another or the link is revoked', async () => {
    const { id, token } = await share({ password: 'open sesame' })
    expect(await resolveShare(token)).toMatchObject({ needsPassword: true })
    await expect(unlockShare(token, 'open barley', 'emmy')).rejects.toMatchObject({ code: 'invalid' })
    const proof = await unlockShare(token, 'open sesame', 'emmy')
    expect(await resolveShare(token, proof?.value)).toMatchObject({ needsPassword: false })
    const other = await share({ password: 'open sesame' })
    expect(await resolveShare(other.token, proof?.value)).toMatchObject({ needsPassword: true })
    await prisma().shareLink.update({ where: { id }, data: { passwordHash: 'scrypt$another' } })
    expect(await resolveShare(token, proof?.value)).toMatchObject({ needsPassword: true })
    await within(cast.admin, { slug: list.slug }, revokeShareLink, id)
    await expect(resolveShare(token, proof?.value)).rejects.toMatchObject(NOWHERE)
    await expect(unlockShare(token, 'open sesame', 'emmy')).rejects.toMatchObject(NOWHERE)
  })

  it('stops who guesses, even with the right word at last', async () => {
    const { token } = await share({ password: 'open sesame' })
    for (let index = 0; index < 5; index++) {
      await expect(unlockShare(token, `guess ${index}`, 'mallory')).rejects.toMatchObject({ code: 'invalid' })
    }
    await expect(unlockShare(token, 'open sesame', 'mallory')).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(unlockShare(token, 'open sesame', 'emmy')).resolves.toHaveProperty('value')
  })
})

describe('the page of links', () => {
  it('shows members each link and its state, never the token or a hash', async () => {
    const { id, token } = await share({ scope: 'PAPER', paperId: paper.id, password: 'open sesame', label: 'Seminar' })
    const links = await within(cast.member, { slug: list.slug }, listShareLinks)
    const shown = links.find((link) => link.id === id)
    expect(shown).toMatchObject({
      scope: 'PAPER',
      label: 'Seminar',
      hasPassword: true,
      state: 'active',
      targetRemoved: false,
    })
    expect(JSON.stringify(links)).not.toMatch(new RegExp(`${token}|${hashToken(token)}|scrypt`))
    await expect(within(cast.viewer, { slug: list.slug }, listShareLinks)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(within(cast.stranger, { slug: list.slug }, listShareLinks)).rejects.toMatchObject(NOWHERE)
  })
})

describe('deriving a password', () => {
  const input = { ...WHOLE, password: 'open sesame' }

  it('costs nothing for those who may not share, however many ask', async () => {
    const derived = vi.mocked(passwords.hashPassword).mockClear()
    const refused = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) =>
        within(
          n % 2 ? cast.outsider : cast.viewer,
          { slug: n % 3 ? list.slug : 'no-such-list' },
          createShareLink,
          input,
        ),
      ),
    )
    expect(refused.every(({ status }) => status === 'rejected')).toBe(true)
    expect(derived).not.toHaveBeenCalled()
  })

  it('is done one at a time for one person, and refused where too many wait', async () => {
    let atOnce = 0
    let most = 0
    const derive = vi.mocked(passwords.hashPassword).mockImplementation(async () => {
      most = Math.max(most, ++atOnce)
      await new Promise((resolve) => setTimeout(resolve, 20))
      atOnce -= 1
      return 'derived'
    })
    const asked = Array.from({ length: 12 }, () => share({ password: 'open sesame' }))
    const refused = (await Promise.allSettled(asked)).flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    )
    expect(most).toBe(1)
    expect(refused.length).toBeGreaterThan(0)
    for (const reason of refused) expect(reason).toMatchObject({ code: 'rate_limited' })
    derive.mockRestore()
  })
})
