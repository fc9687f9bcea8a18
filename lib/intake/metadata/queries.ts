import { type Db, prisma } from '#prisma/client.ts'
import type { MetadataService } from '#lib/jobs/schema.ts'
import type { Author, PaperIdentifier } from '#lib/papers/schema.ts'
import type { Fields } from './fill.ts'

export type Candidate = Fields & { id: string; identifiers: PaperIdentifier[] }

/** What a service could add: without one of these a paper is not asked about. */
const WANTS: Record<MetadataService, { schemes: string[]; venue: boolean }> = {
  arxiv: { schemes: ['arxiv'], venue: false },
  crossref: { schemes: ['doi', 'acl'], venue: true },
  openalex: { schemes: ['doi', 'acl', 'arxiv'], venue: true },
}

const candidates = (listId: string, service: MetadataService, after: string, limit: number, db: Db) => {
  const { schemes, venue } = WANTS[service]
  // Where arXiv could name a DOI, another service can say where the paper came out.
  return db.$queryRaw<{ id: string }[]>`
    select p."id" from "Paper" p
    where p."listId" = ${listId} and p."id" > ${after}
      and exists (select 1 from "Placement" t join "Section" s on s."id" = t."sectionId"
        where t."paperId" = p."id" and t."removalId" is null and s."removalId" is null)
      and exists (select 1 from "Identifier" i where i."paperId" = p."id" and i."scheme" = any(${schemes}::text[]))
      and (
        jsonb_array_length(p."authors") = 0 and not p."filledFrom" ? 'authors'
        or p."year" is null and not p."filledFrom" ? 'year'
        or coalesce(p."abstract", '') = '' and not p."filledFrom" ? 'abstract'
        or exists (select 1 from "Identifier" i where i."paperId" = p."id"
          and regexp_replace(lower(replace(p."title", ': ', ':')), '^untitled[: ]+', '') in (lower(i."value"), lower(i."scheme" || ':' || i."value")))
        or coalesce(p."venue", '') = '' and not p."filledFrom" ? 'venue' and (${venue}
          or not exists (select 1 from "Identifier" i where i."paperId" = p."id" and i."scheme" = 'doi'))
      )
    order by p."id" limit ${limit}`
}

/**
 * The papers of a list that lack something which the service may know, by id, after the paper `after`.
 * Unsafe: asks nobody; for the job, which checks its actor's rights before it asks and again before it writes.
 */
export async function unsafeListIncomplete(
  listId: string,
  service: MetadataService,
  after: string,
  limit: number,
): Promise<Candidate[]> {
  const rows = await candidates(listId, service, after, limit, prisma())
  return unsafeReadCandidates(
    listId,
    rows.map((row) => row.id),
    prisma(),
  )
}

/** How many papers lack something which the service may know, after the paper `after`. Unsafe: see unsafeListIncomplete. */
export async function unsafeCountIncomplete(listId: string, service: MetadataService, after: string): Promise<number> {
  return (await candidates(listId, service, after, 1_000_000, prisma())).length
}

/** The papers as fillEmpty looks at them, in the order of their ids. Unsafe: see unsafeListIncomplete. */
export async function unsafeReadCandidates(listId: string, ids: string[], db: Db): Promise<Candidate[]> {
  const papers = await db.paper.findMany({
    where: { listId, id: { in: ids } },
    select: {
      id: true,
      title: true,
      authors: true,
      venue: true,
      year: true,
      abstract: true,
      filledFrom: true,
      identifiers: { select: { scheme: true, value: true } },
    },
    orderBy: { id: 'asc' },
  })
  return papers.map((paper) => ({
    ...paper,
    authors: paper.authors as unknown as Author[],
    filledFrom: paper.filledFrom as Fields['filledFrom'],
    identifiers: paper.identifiers as PaperIdentifier[],
    hasDoi: paper.identifiers.some(({ scheme }) => scheme === 'doi' || scheme === 'acl'),
  }))
}
