import { setTimeout as sleep } from 'node:timers/promises'
import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import { roomName } from '#lib/notes/room-name.ts'
import { createShareLink } from '#lib/sharing/commands.ts'
import { shareLinkSchema } from '#lib/sharing/schema.ts'
import { prisma } from '#prisma/client.ts'
import { buildMember, buildSession } from '#prisma/seed/builders.ts'
import { buildLargeList } from '#prisma/seed/large.ts'
import { latencyOf } from '../notes/propagation.ts'
import type { StatementLog } from '../statement-log.ts'
import { EditProbe } from '../stall/edit-probe.ts'

const SLUG = 'large'
/** Of a person who writes fast. */
const KEYS_PER_SECOND = 10

/** The queries that count a whole list: its outline, its facets, how many papers a view finds. */
const COUNTS =
  /select s\."id", s\."parentId"|count\(distinct pl\."paperId"\)|with matching as materialized|select count\(\*\)::int as n from "Paper"/

export type Waits = { idle: number; typing: number }
export type Typing = { waits: Record<string, Waits>; keys: number; counted: number }

/**
 * What readers of a large list wait for its pages, in ms at p95, while nobody writes and while a member writes in one
 * of its notes, one request after another; and how many statements counted the list meanwhile.
 */
export async function measureTyping(url: string, log: StatementLog, papers: number, rounds: number): Promise<Typing> {
  const list = await buildLargeList(prisma(), { papers, slug: SLUG })
  await prisma().$executeRawUnsafe('analyze')
  const paper = await prisma().paper.findFirstOrThrow({ where: { listId: list.id }, select: { id: true, year: true } })
  const sessionOf = async () => (await buildSession((await buildMember(list.id, 'MEMBER')).user.id)).sessionToken
  const headers = { cookie: `next-auth.session-token=${await sessionOf()}` }
  const { token } = await createShareLink(
    await openList(SYSTEM, { id: list.id }),
    shareLinkSchema.parse({ scope: 'LIST', includeNotes: true }),
  )
  const pages: Record<string, string> = {
    list: `/l/${SLUG}`,
    'list, filtered': `/l/${SLUG}?year=${paper.year ?? 2020}`,
    'list, searched': `/l/${SLUG}?q=learning`,
    'public list': `/s/${token}`,
  }
  const measure = async (): Promise<Record<string, number[]>> => {
    const times: Record<string, number[]> = Object.fromEntries(Object.keys(pages).map((name) => [name, []]))
    for (let at = 0; at < rounds; at++) {
      for (const [name, path] of Object.entries(pages)) {
        const startedAt = performance.now()
        const answer = await fetch(url + path, { headers })
        await answer.arrayBuffer()
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`)
        times[name]?.push(performance.now() - startedAt)
      }
    }
    return times
  }
  await measure()
  const idle = await measure()

  const writer = new EditProbe(url, roomName(paper.id), await sessionOf())
  await writer.open()
  let keys = 0
  let isOver = false
  const type = async () => {
    while (!isOver) {
      keys += 1
      await Promise.all([writer.write(), sleep(1000 / KEYS_PER_SECOND)])
    }
  }
  // The note begins: that is a change of the list's contents, which every cache hears of.
  await writer.write()
  await sleep(3000)
  await measure()
  let typing: Record<string, number[]> = {}
  await log.open()
  const statements = await log.during(async () => {
    const typed = type()
    typing = await measure()
    isOver = true
    await typed
  })
  await log.close()
  writer.close()
  const waits = Object.keys(pages).map((name): [string, Waits] => [
    name,
    { idle: latencyOf(idle[name] ?? []).p95, typing: latencyOf(typing[name] ?? []).p95 },
  ])
  return { waits: Object.fromEntries(waits), keys, counted: statements.filter(({ sql }) => COUNTS.test(sql)).length }
}
