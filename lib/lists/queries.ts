import type { ListAccess } from '#lib/access/list-access.ts'
import { type Actor, type Role, effectiveRole, isAdminEverywhere } from '#lib/access/roles.ts'
import { prisma } from '#prisma/client.ts'
import { type Outline, type SectionCount, buildOutline } from './outline.ts'
import { RevisionCache } from './revision-cache.ts'
import type { ListSettings, ListSummary } from './schema.ts'

/** Of the lists, only those that the actor's sign-in counts in. */
const provenOnly = (actor: Actor) =>
  actor.kind === 'user' && actor.provenFor !== 'everything' ? { id: { in: [...actor.provenFor] } } : {}

/** Every list that the actor may read, the last changed first. A stranger has none. */
export async function listLists(actor: Actor): Promise<ListSummary[]> {
  if (actor.kind === 'stranger') return []
  const userId = actor.kind === 'user' ? actor.userId : null
  const lists = await prisma().list.findMany({
    where: {
      ...(isAdminEverywhere(actor) ? {} : { members: { some: { userId: userId ?? '' } } }),
      ...provenOnly(actor),
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      slug: true,
      title: true,
      description: true,
      visibility: true,
      contents: true,
      updatedAt: true,
      members: { where: { userId: userId ?? '' }, select: { role: true } },
    },
  })
  return Promise.all(
    lists.map(async ({ members, contents, ...list }) => {
      const role: Role = effectiveRole(actor, list.id, members[0]?.role ?? null) ?? 'VIEWER'
      return { ...list, role, papers: await unsafeCountPapers(list.id, contents) }
    }),
  )
}

/**
 * In how many lists the actor is a member whose sign-in does not count there. Their names are for those
 * who have proven who they are.
 */
export async function countWaitingLists(actor: Actor): Promise<number> {
  if (actor.kind !== 'user' || actor.provenFor === 'everything') return 0
  return prisma().member.count({ where: { userId: actor.userId, listId: { notIn: [...actor.provenFor] } } })
}

/** @throws AppError not_found, forbidden. */
export async function getListSettings(access: ListAccess): Promise<ListSettings> {
  const list = access.require('list.edit')
  const { noteTemplate } = await prisma().list.findUniqueOrThrow({
    where: { id: list.id },
    select: { noteTemplate: true },
  })
  return { ...list, noteTemplate }
}

/** The list's sections with their counts. @throws AppError not_found. */
export async function getOutline(access: ListAccess): Promise<Outline> {
  const list = access.require('list.read')
  return unsafeOutline(list.id, list.contents)
}

type Contents = { outline: Outline; papers: number }

const kept = new RevisionCache<Contents>(200)

function readContents(listId: string, contents: number): Promise<Contents> {
  return kept.get(listId, contents, 'contents', async () => {
    const sections = prisma().$queryRaw<SectionCount[]>`
      select s."id", s."parentId", s."title", coalesce(c.n, 0)::int as count
      from "Section" s
      left join (
        select "sectionId", count(*) as n from "Placement"
        where "listId" = ${listId} and "removalId" is null group by "sectionId"
      ) c on c."sectionId" = s."id"
      where s."listId" = ${listId} and s."removalId" is null
      order by s."position", s."id"`
    const papers = prisma().$queryRaw<[{ papers: number }]>`
      select count(distinct pl."paperId")::int as papers
      from "Placement" pl join "Section" s on s."id" = pl."sectionId" and s."removalId" is null
      where pl."listId" = ${listId} and pl."removalId" is null`
    // Together: of two that fail, nobody would hear the second otherwise, and the process would end of it.
    const [rows, [counted]] = await Promise.all([sections, papers])
    return { outline: buildOutline(rows), papers: counted.papers }
  })
}

/**
 * The list's sections, from memory where they are known. `contents` is the list's, just read. Unsafe: asks nobody;
 * for callers that have checked the list themselves (a role in it, or a share of it).
 */
export async function unsafeOutline(listId: string, contents: number): Promise<Outline> {
  return (await readContents(listId, contents)).outline
}

/** How many papers stand in the list, each once; from memory where known. Unsafe: see unsafeOutline. */
export async function unsafeCountPapers(listId: string, contents: number): Promise<number> {
  return (await readContents(listId, contents)).papers
}
