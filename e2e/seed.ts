import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import { createShareLink } from '#lib/sharing/commands.ts'
import { prisma } from '#prisma/client.ts'
import { SEED_LIST } from './fixtures.ts'

/** One of the seed's papers, by the beginning of its title. */
export async function seedPaper(start: string): Promise<{ id: string; title: string }> {
  return prisma().paper.findFirstOrThrow({
    where: { list: { slug: SEED_LIST }, title: { startsWith: start } },
    select: { id: true, title: true },
  })
}

/** Shares the seed list. */
export async function linkToSeed(options: { includeNotes: boolean; password?: string }) {
  return createShareLink(await openList(SYSTEM, { slug: SEED_LIST }), {
    scope: 'LIST',
    sectionId: null,
    paperId: null,
    includeNotes: options.includeNotes,
    includeComments: false,
    expiresAt: null,
    password: options.password ?? null,
    label: null,
  })
}

/** The same, where the link's token is all that is asked for. */
export const shareSeed = async (options: Parameters<typeof linkToSeed>[0]) => (await linkToSeed(options)).token
