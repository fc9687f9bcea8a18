import { randomBytes } from 'node:crypto'
import type { Actor, ProvenFor, Role } from '#lib/access/roles.ts'
import type { Proven } from '#lib/accounts/proof.ts'
import { hashSessionToken } from '#lib/accounts/session-token.ts'
import { prisma } from '#prisma/client.ts'

/** Rows for the seed, the tests and the end-to-end tests alike: sensible where the caller says nothing. */

const unique = () => randomBytes(4).toString('hex')

export async function buildUser(fields: { name?: string; email?: string; isInstallationAdmin?: boolean } = {}) {
  const email = fields.email ?? `person-${unique()}@example.org`
  return prisma().user.create({
    data: {
      email,
      name: fields.name ?? email.split('@')[0] ?? email,
      emailVerified: new Date(),
      provenAt: new Date(),
      isInstallationAdmin: fields.isInstallationAdmin ?? false,
    },
  })
}

export const actorOf = (
  user: { id: string; isInstallationAdmin: boolean },
  provenFor: ProvenFor = 'everything',
): Actor => ({ kind: 'user', userId: user.id, isInstallationAdmin: user.isInstallationAdmin, provenFor })

/** A session; `sessionToken` is the cookie's, of which the database has the hash only. */
export async function buildSession(
  userId: string,
  expires = new Date(Date.now() + 86_400_000),
  proven: Proven = { proof: 'MAILBOX', listIds: [] },
) {
  const token = randomBytes(32).toString('hex')
  const session = await prisma().session.create({
    data: {
      userId,
      sessionToken: hashSessionToken(token),
      expires,
      proof: proven.proof,
      listIds: [...proven.listIds],
    },
  })
  return { ...session, sessionToken: token }
}

export async function buildList(fields: { slug?: string; title?: string } = {}) {
  const slug = fields.slug ?? `list-${unique()}`
  return prisma().list.create({ data: { slug, title: fields.title ?? 'A list' } })
}

export async function buildMember(listId: string, role: Role, fields: Parameters<typeof buildUser>[0] = {}) {
  const user = await buildUser(fields)
  await prisma().member.create({ data: { listId, userId: user.id, role } })
  return { user, actor: actorOf(user) }
}

/** One person of each role in the list, the installation's admin and the stranger. */
export async function buildCast(listId: string) {
  const root = await buildUser({ isInstallationAdmin: true })
  return {
    admin: (await buildMember(listId, 'ADMIN')).actor,
    member: (await buildMember(listId, 'MEMBER')).actor,
    viewer: (await buildMember(listId, 'VIEWER')).actor,
    outsider: actorOf(await buildUser()),
    installationAdmin: actorOf(root),
    stranger: { kind: 'stranger' } as Actor,
  }
}

export async function buildSection(
  listId: string,
  fields: { title?: string; parentId?: string; position?: number } = {},
) {
  const position = fields.position ?? (await prisma().section.count({ where: { listId } }))
  const parentId = fields.parentId ?? null
  return prisma().section.create({ data: { listId, title: fields.title ?? 'A section', position, parentId } })
}

export async function buildPaper(
  listId: string,
  sectionId: string,
  fields: {
    title?: string
    authors?: { family: string; given?: string; afterGap?: boolean }[]
    venue?: string
    year?: number
    url?: string
    arxiv?: string
    note?: string
  } = {},
) {
  const title = fields.title ?? `A paper ${unique()}`
  const authors = fields.authors ?? [{ family: 'Noether', given: 'E.' }]
  const position = await prisma().placement.count({ where: { sectionId } })
  return prisma().paper.create({
    data: {
      listId,
      title,
      titleSort: title.toLowerCase(),
      authors,
      authorsText: authors.map((author) => [author.family, author.given].filter(Boolean).join(', ')).join('; '),
      venue: fields.venue ?? null,
      year: fields.year ?? null,
      links: fields.url ? { create: [{ kind: 'paper', url: fields.url }] } : {},
      identifiers: fields.arxiv ? { create: [{ listId, scheme: 'arxiv', value: fields.arxiv }] } : {},
      placements: { create: [{ listId, sectionId, position }] },
      note: fields.note === undefined ? {} : { create: { text: fields.note } },
    },
  })
}
