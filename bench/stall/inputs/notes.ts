import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { prisma } from '#prisma/client.ts'
import { sendAll } from '../http.ts'
import type { Kind, Played, World } from '../input.ts'
import { ALL_TEXTS } from './texts.ts'

/** Writes the note, as somebody of the list may, and has three strangers open its page at once. */
export async function readBy3(world: World, text: string): Promise<Played> {
  const { slug, paper, share } = world.list
  process.env.DATABASE_URL = world.databaseUrl
  const note = await prisma().note.findUnique({ where: { paperId: paper }, select: { version: true } })
  await saveNote(await openList(SYSTEM, { slug }), paper, { text, baseVersion: note?.version ?? 0 })
  return sendAll(
    world,
    [1, 2, 3].map((visitor) => ({ path: `/s/${share}/p/${paper}?visitor=${visitor}` })),
  )
}

export const noteKinds: Kind[] = ALL_TEXTS.map(([name, write]) => ({
  name: `note: ${name}`,
  who: 'link holder',
  unit: 'characters',
  from: 8_000,
  to: 120_000,
  play: (world, size) => readBy3(world, write(size)),
}))
