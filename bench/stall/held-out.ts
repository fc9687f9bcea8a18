import { prisma } from '#prisma/client.ts'
import { type Sent, sendAll } from './http.ts'
import { type Kind, fill } from './input.ts'

/** Kinds that nothing was built against: they are played last, or alone with `--held-out`. */
export const heldOutKinds: Kind[] = [
  {
    name: 'titles full of formulas',
    who: 'member',
    unit: 'papers',
    from: 5,
    to: 40,
    play: async (world, size) => {
      process.env.DATABASE_URL = world.databaseUrl
      const papers = await prisma().paper.findMany({
        where: { list: { slug: world.large.slug } },
        take: size,
        orderBy: { titleSort: 'asc' },
        select: { id: true },
      })
      const title = fill('$\\begin{matrix}&&&&\\\\&&&&\\end{matrix}$ ', 950)
      await prisma().paper.updateMany({ where: { id: { in: papers.map(({ id }) => id) } }, data: { title } })
      await prisma().list.update({ where: { slug: world.large.slug }, data: { revision: { increment: 1 } } })
      return sendAll(world, [
        { path: `/s/${world.large.share}?sort=title&held=${size}` },
        { path: `/l/${world.large.slug}?sort=title`, as: 'member' },
      ])
    },
  },
  {
    name: 'ranges and languages without end',
    who: 'link holder',
    unit: 'ranges',
    from: 100,
    to: 1_600,
    play: (world, size) => {
      const ranges = `bytes=${Array.from({ length: size }, (_, at) => `${at}-${at + 1}`).join(',')}`.slice(0, 15_000)
      const languages = Array.from({ length: size }, (_, at) => `a${at};q=0.${at}`)
        .join(',')
        .slice(0, 15_000)
      const paths = ['/theme.js', `/s/${world.list.share}`, '/sign-in', '/favicon.ico']
      return sendAll(
        world,
        paths.flatMap((path): Sent[] => [
          { path, headers: { range: ranges } },
          { path, headers: { 'accept-language': languages, 'if-none-match': languages } },
        ]),
      )
    },
  },
]
