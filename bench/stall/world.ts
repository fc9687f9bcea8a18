import { openList } from '#lib/access/open-list.ts'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SYSTEM } from '#lib/access/roles.ts'
import { roomName } from '#lib/notes/room-name.ts'
import { createShareLink } from '#lib/sharing/commands.ts'
import { prisma } from '#prisma/client.ts'
import { buildMember, buildSession } from '#prisma/seed/builders.ts'
import { buildLargeList } from '#prisma/seed/large.ts'
import type { World } from './input.ts'

type Manifest = { node: Record<string, { filename?: string; exportedName?: string }> }

/** The ids under which the build knows the server actions. */
function readActions(): Record<string, string> {
  const dist = resolve(import.meta.dirname, '../..', process.env.NEXT_DIST_DIR ?? '.next')
  const { node } = JSON.parse(readFileSync(join(dist, 'server/server-reference-manifest.json'), 'utf8')) as Manifest
  return Object.fromEntries(
    Object.entries(node).map(([id, { filename = '', exportedName = '' }]) => [
      `${filename.replace(/^app\//, '')}#${exportedName}`,
      id,
    ]),
  )
}

async function share(slug: string, password: string | null = null): Promise<string> {
  const of = { scope: 'LIST' as const, sectionId: null, paperId: null, expiresAt: null, label: null }
  const { token } = await createShareLink(await openList(SYSTEM, { slug }), {
    ...of,
    includeNotes: true,
    includeComments: true,
    password,
  })
  return token
}

async function session(lists: readonly string[], role: 'MEMBER' | 'ADMIN'): Promise<string> {
  const [first = '', ...more] = lists
  const { user } = await buildMember(first, role)
  for (const listId of more) await prisma().member.create({ data: { listId, userId: user.id, role } })
  return (await buildSession(user.id)).sessionToken
}

/** Fills the database that the server has just set up with a list to attack, a large one, and one that others read. */
export async function buildWorld(url: string, databaseUrl: string): Promise<World> {
  process.env.DATABASE_URL = databaseUrl
  const seed = await prisma().list.findFirstOrThrow({ select: { id: true, slug: true } })
  const paperOf = (listId: string) => prisma().paper.findFirstOrThrow({ where: { listId }, select: { id: true } })
  const large = await buildLargeList(prisma(), { papers: 8_000, slug: 'large' })
  const other = await buildLargeList(prisma(), { papers: 200, slug: 'other' })
  await prisma().$executeRawUnsafe('analyze')
  const [attacked, theirs] = [await paperOf(seed.id), await paperOf(other.id)]
  return {
    url,
    databaseUrl,
    list: {
      slug: seed.slug,
      paper: attacked.id,
      room: roomName(attacked.id),
      share: await share(seed.slug),
      locked: await share(seed.slug, 'a long password'),
    },
    large: { slug: large.slug, share: await share(large.slug) },
    sessions: {
      member: await session([seed.id, large.id], 'MEMBER'),
      admin: await session([seed.id, large.id], 'ADMIN'),
    },
    other: {
      slug: other.slug,
      share: await share(other.slug),
      session: await session([other.id], 'MEMBER'),
      room: roomName(theirs.id),
    },
    actions: readActions(),
  }
}
