import { prisma } from '#prisma/client.ts'
import { send, sendAll } from '../http.ts'
import type { Kind, World } from '../input.ts'
import { readBy3 } from './notes.ts'

const many = <T>(size: number, make: (at: number) => T) => Array.from({ length: size }, (_, at) => make(at))

/** Two versions of the note with hardly a line in common. */
async function writeVersions(world: World, lines: number): Promise<void> {
  const length = Math.floor(190_000 / lines)
  const text = (seed: number) =>
    many(lines, (at) =>
      String((at * seed) % 9973)
        .padEnd(length - 1, 'ab ')
        .slice(0, length - 1),
    ).join('\n')
  await readBy3(world, 'Short.')
  const note = await prisma().note.findUniqueOrThrow({ where: { paperId: world.list.paper }, select: { id: true } })
  await prisma().noteVersion.deleteMany({ where: { noteId: note.id, version: { gte: 9_001 } } })
  await prisma().noteVersion.createMany({
    data: [9_001, 9_002].map((version) => ({ noteId: note.id, version, text: text(version) })),
  })
}

export const exportKinds: Kind[] = [
  {
    name: 'exports of a large list',
    who: 'member',
    unit: 'at once',
    from: 1,
    to: 8,
    play: (world, size) =>
      sendAll(
        world,
        many(size, (at) => ({ path: `/l/${world.large.slug}/export?${at % 2 ? 'all' : ''}`, as: 'member' })),
      ),
  },
  {
    name: 'what changed between versions',
    who: 'member',
    unit: 'lines',
    from: 500,
    to: 16_000,
    play: async (world, size) => {
      await writeVersions(world, size)
      const path = `/l/${world.list.slug}/p/${world.list.paper}/history`
      return sendAll(world, [
        { path: `${path}?v=9002&from=9001`, as: 'member' },
        { path: `${path}?v=9002&view=authors`, as: 'member' },
      ])
    },
  },
  {
    name: 'a history of many versions',
    who: 'member',
    unit: 'versions',
    from: 100,
    to: 1_600,
    play: async (world, size) => {
      await readBy3(world, 'Short.')
      const note = await prisma().note.findUniqueOrThrow({ where: { paperId: world.list.paper }, select: { id: true } })
      const rows = many(size, (at) => ({
        noteId: note.id,
        version: 20_000 + at,
        text: `${at} ${'word '.repeat(2_000)}`,
      }))
      await prisma().noteVersion.createMany({ data: rows, skipDuplicates: true })
      const path = `/l/${world.list.slug}/p/${world.list.paper}/history?view=authors`
      const answer = await sendAll(world, [{ path, as: 'member' }])
      await prisma().noteVersion.deleteMany({ where: { noteId: note.id, version: { gte: 20_000 } } })
      return answer
    },
  },
  {
    name: 'health asked in a loop',
    who: 'stranger',
    unit: 'requests',
    from: 100,
    to: 800,
    play: async (world, size) => {
      for (let at = 0; at < size; at += 20)
        await Promise.all(many(20, () => send(world, { path: '/api/health/ready' })))
      return sendAll(world, [{ path: '/api/health/ready' }])
    },
  },
]
