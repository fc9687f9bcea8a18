import { authorsText } from '#lib/papers/authors.ts'
import { titleSort } from '#lib/papers/title.ts'
import type { Db } from '#prisma/client.ts'
import { type ImportRun, inChunks, savedMeanwhile } from './application.ts'
import type { PlannedPaper } from './plan-import.ts'
import type { PaperFields } from './present.ts'

/** A paper's row, as its fields say. */
export const paperColumns = (fields: PaperFields) => ({
  title: fields.title,
  titleSort: titleSort(fields.title),
  authors: fields.authors,
  authorsTruncated: fields.authorsTruncated,
  authorsText: authorsText(fields.authors),
  venue: fields.venue,
  year: fields.year,
})

export const linkRows = (paperId: string, fields: Pick<PaperFields, 'links'>) =>
  fields.links.map(({ kind, url, label }, position) => ({ kind, url, label, paperId, position }))

export const identifierRows = (listId: string, paperId: string, fields: Pick<PaperFields, 'identifiers'>) =>
  fields.identifiers.map(({ scheme, value }) => ({ scheme, value, listId, paperId }))

/** One paper as it is to be written over the version that the writer has seen. */
export type PaperChange = { id: string; version: number; was: string; fields: PaperFields; isRelinked: boolean }

/** Writes the papers that a plan changes. @throws AppError conflict where someone saved one meanwhile. */
export async function changePapers(
  db: Db,
  listId: string,
  papers: readonly PlannedPaper[],
  run?: ImportRun,
): Promise<void> {
  const changed = papers.flatMap(({ id, existing, merged }): PaperChange[] => {
    const fields = new Set(merged?.changes.map((change) => change.field))
    fields.delete('note')
    if (!merged || !existing || fields.size === 0) return []
    return [
      { id, version: existing.version, was: existing.title, fields: merged.fields, isRelinked: fields.has('links') },
    ]
  })
  await writePapers(db, listId, changed, run)
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
  await inChunks(
    relinked.flatMap(({ id, fields }) => linkRows(id, fields)),
    (data) => db.link.createMany({ data }),
  )
  // All are let go before any is taken: an identifier may pass from one paper to another.
  await db.identifier.deleteMany({ where: { paperId } })
  await inChunks(
    relinked.flatMap(({ id, fields }) => identifierRows(listId, id, fields)),
    (data) => db.identifier.createMany({ data, skipDuplicates: true }),
  )
}
