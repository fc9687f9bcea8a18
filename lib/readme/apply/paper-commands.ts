import { nanoid } from 'nanoid'
import { authorsText } from '#lib/papers/fields/authors.ts'
import { titleSort } from '#lib/papers/fields/title.ts'
import type { Db } from '#prisma/client.ts'
import { type ImportRun, inChunks, savedMeanwhile } from './application.ts'
import type { PaperChange, PaperRow } from '#lib/readme/plan/paper-rows.ts'
import type { PaperFields } from '#lib/readme/plan/present.ts'

/** A paper's row, as its fields say. */
const paperColumns = (fields: PaperFields) => ({
  title: fields.title,
  titleSort: titleSort(fields.title),
  authors: fields.authors,
  authorsTruncated: fields.authorsTruncated,
  authorsText: authorsText(fields.authors),
  venue: fields.venue,
  year: fields.year,
})

/** Several papers' links, in their order. */
async function insertLinks(db: Db, papers: readonly { id: string; fields: Pick<PaperFields, 'links'> }[]) {
  const links = papers.flatMap(({ id, fields }) => fields.links.map((link, position) => ({ ...link, id, position })))
  await inChunks(
    links,
    (rows) => db.$executeRaw`
      INSERT INTO "Link" ("id", "paperId", "kind", "url", "label", "position")
      SELECT * FROM unnest(${rows.map(() => nanoid(12))}::text[], ${rows.map((row) => row.id)}::text[],
        ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.url)}::text[],
        ${rows.map((row) => row.label)}::text[], ${rows.map((row) => row.position)}::int[])`,
  )
}

/** An identifier belongs to one paper of the list: the first one keeps it. */
async function insertIdentifiers(
  db: Db,
  listId: string,
  papers: readonly { id: string; fields: Pick<PaperFields, 'identifiers'> }[],
) {
  const identifiers = papers.flatMap(({ id, fields }) => fields.identifiers.map((found) => ({ ...found, id })))
  await inChunks(
    identifiers,
    (rows) => db.$executeRaw`
      INSERT INTO "Identifier" ("id", "listId", "paperId", "scheme", "value")
      SELECT new."id", ${listId}, new."paperId", new."scheme", new."value"
      FROM unnest(${rows.map(() => nanoid(12))}::text[], ${rows.map((row) => row.id)}::text[],
        ${rows.map((row) => row.scheme)}::text[], ${rows.map((row) => row.value)}::text[])
        WITH ORDINALITY AS new("id", "paperId", "scheme", "value", "at")
      ORDER BY new."at"
      ON CONFLICT DO NOTHING`,
  )
}

/** Writes new papers with their links and identifiers. */
export async function insertPapers(db: Db, listId: string, papers: readonly PaperRow[], run: ImportRun): Promise<void> {
  const write = async (chunk: PaperRow[]) => {
    const rows = chunk.map(({ id, fields }) => ({ id, ...paperColumns(fields) }))
    await db.$executeRaw`
      INSERT INTO "Paper" ("id", "listId", "title", "titleSort", "authors", "authorsTruncated", "authorsText", "venue",
        "year", "createdAt", "updatedAt")
      SELECT new."id", ${listId}, new."title", new."titleSort", new."authors"::jsonb, new."authorsTruncated",
        new."authorsText", new."venue", new."year", timezone('utc', now()), timezone('utc', now())
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.title)}::text[],
        ${rows.map((row) => row.titleSort)}::text[], ${rows.map((row) => JSON.stringify(row.authors))}::text[],
        ${rows.map((row) => row.authorsTruncated)}::boolean[], ${rows.map((row) => row.authorsText)}::text[],
        ${rows.map((row) => row.venue)}::text[], ${rows.map((row) => row.year)}::int[])
        AS new("id", "title", "titleSort", "authors", "authorsTruncated", "authorsText", "venue", "year")`
  }
  await inChunks(papers, write, run)
  await insertLinks(db, papers)
  await insertIdentifiers(db, listId, papers)
}

/** Writes papers over, each with its next version. @throws AppError conflict where someone saved one meanwhile. */
export async function writePapers(
  db: Db,
  listId: string,
  changed: readonly PaperChange[],
  run?: ImportRun,
): Promise<void> {
  const write = async (rows: PaperChange[]) => {
    const columns = rows.map(({ fields }) => paperColumns(fields))
    const written = await db.$queryRaw<{ id: string }[]>`
      UPDATE "Paper" AS row SET "title" = wanted."title", "titleSort" = wanted."titleSort",
        "authors" = wanted."authors"::jsonb, "authorsTruncated" = wanted."authorsTruncated",
        "authorsText" = wanted."authorsText", "venue" = wanted."venue", "year" = wanted."year",
        "version" = row."version" + 1, "updatedAt" = timezone('utc', now())
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.version)}::int[],
        ${columns.map((row) => row.title)}::text[], ${columns.map((row) => row.titleSort)}::text[],
        ${columns.map((row) => JSON.stringify(row.authors))}::text[], ${columns.map((row) => row.authorsTruncated)}::boolean[],
        ${columns.map((row) => row.authorsText)}::text[], ${columns.map((row) => row.venue)}::text[],
        ${columns.map((row) => row.year)}::int[])
        AS wanted("id", "version", "title", "titleSort", "authors", "authorsTruncated", "authorsText", "venue", "year")
      WHERE row."id" = wanted."id" AND row."version" = wanted."version"
      RETURNING row."id"`
    const done = new Set(written.map(({ id }) => id))
    const missed = rows.find(({ id }) => !done.has(id))
    if (missed) throw savedMeanwhile(missed.was)
  }
  await inChunks(changed, write, run)
  const relinked = changed.filter((paper) => paper.isRelinked)
  const paperId = { in: relinked.map(({ id }) => id) }
  await db.link.deleteMany({ where: { paperId } })
  await insertLinks(db, relinked)
  // All are let go before any is taken: an identifier may pass from one paper to another.
  await db.identifier.deleteMany({ where: { paperId } })
  await insertIdentifiers(db, listId, relinked)
}
