import type { Db } from '#prisma/client.ts'
import { type LargePaper, makePapers, makeSections, seededRandom } from './large-rows.ts'

const BATCH = 5000

/** Inserts a batch with one statement per table: the rows travel as one JSON value. */
async function insertPapers(db: Db, listId: string, papers: LargePaper[], nextPosition: (sectionId: string) => number) {
  const rows = JSON.stringify(papers)
  const placements = JSON.stringify(
    papers.flatMap(({ id, sectionIds }) =>
      sectionIds.map((sectionId, index) => ({
        id: `${id}-${index}`,
        paperId: id,
        sectionId,
        position: nextPosition(sectionId),
      })),
    ),
  )
  await db.$executeRaw`
    insert into "Paper" ("id", "listId", "title", "titleSort", "authors", "authorsTruncated", "authorsText", "venue", "year", "createdAt", "updatedAt")
    select id, ${listId}, title, "titleSort", authors, "authorsTruncated", "authorsText", venue, year, "createdAt", "createdAt"
    from jsonb_to_recordset(${rows}::jsonb) as r(id text, title text, "titleSort" text, authors jsonb,
      "authorsTruncated" boolean, "authorsText" text, venue text, year int, "createdAt" timestamp(3))`
  await db.$executeRaw`
    insert into "Identifier" ("id", "listId", "paperId", "scheme", "value")
    select id, ${listId}, id, 'arxiv', arxiv from jsonb_to_recordset(${rows}::jsonb) as r(id text, arxiv text) where arxiv is not null`
  await db.$executeRaw`
    insert into "Link" ("id", "paperId", "kind", "url", "position")
    select r.id || '-' || l.position, r.id, l.link->>'kind', l.link->>'url', l.position - 1
    from jsonb_to_recordset(${rows}::jsonb) as r(id text, links jsonb)
    cross join lateral jsonb_array_elements(r.links) with ordinality as l(link, position)`
  await db.$executeRaw`
    insert into "Note" ("id", "paperId", "text", "updatedAt")
    select id, id, note, now() from jsonb_to_recordset(${rows}::jsonb) as r(id text, note text) where note is not null`
  await db.$executeRaw`
    insert into "Placement" ("id", "listId", "paperId", "sectionId", "position")
    select id, ${listId}, "paperId", "sectionId", position
    from jsonb_to_recordset(${placements}::jsonb) as r(id text, "paperId" text, "sectionId" text, position int)`
}

/**
 * Makes the large list anew: the same rows for the same slug and number, whatever stood there before
 * is replaced. Written in batches without one transaction around them; a list cut short is replaced
 * by the next run.
 */
export async function buildLargeList(
  db: Db,
  options: { papers: number; slug?: string; onProgress?: (done: number) => void },
): Promise<{ id: string; slug: string }> {
  const slug = options.slug ?? 'large-list'
  const random = seededRandom(slug)
  await db.list.deleteMany({ where: { slug } })
  const list = await db.list.create({
    data: {
      slug,
      title: 'Large list',
      description: `${options.papers.toLocaleString('en')} made-up papers, to see how a large list behaves.`,
    },
    select: { id: true, slug: true },
  })
  const sections = makeSections(random)
  await db.section.createMany({ data: sections.map((section) => ({ ...section, listId: list.id })) })
  const positions = new Map<string, number>()
  const nextPosition = (sectionId: string) => {
    const position = positions.get(sectionId) ?? 0
    positions.set(sectionId, position + 1)
    return position
  }
  let batch: LargePaper[] = []
  let done = 0
  const flush = async () => {
    await insertPapers(db, list.id, batch, nextPosition)
    done += batch.length
    batch = []
    options.onProgress?.(done)
  }
  for (const paper of makePapers(random, options.papers, sections)) {
    batch.push(paper)
    if (batch.length === BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  // Fresh statistics: without them the planner takes the new list for an empty one.
  for (const table of ['Paper', 'Placement', 'Link', 'Identifier', 'Note', 'Section'])
    await db.$executeRawUnsafe(`vacuum analyze "${table}"`)
  return list
}
