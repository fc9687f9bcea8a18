import { storeListAsset } from '#lib/assets/commands.ts'
import { isAppError } from '#lib/errors.ts'
import { renumberPlacements, renumberSections } from '#lib/lists/order-commands.ts'
import { authorsText } from '#lib/papers/authors.ts'
import { titleSort } from '#lib/papers/title.ts'
import type { Db } from '#prisma/client.ts'
import { clip } from './inline-text.ts'
import { pickAsset } from './note-images.ts'
import { writeNotes } from './note-commands.ts'
import { type Application, inChunks, savedMeanwhile } from './application.ts'
import type { ImportPlan, PlannedPaper } from './plan-import.ts'
import type { PaperFields } from './present.ts'
import type { ImportReport } from './report.ts'
import { writeSpans } from './span-commands.ts'

/** Writes a plan, inside the caller's transaction. Gives the id of the source revision it kept, if it kept one. */
export async function applyPlan(db: Db, application: Application): Promise<string | null> {
  const { listId, plan } = application
  const added = plan.sections.filter((section) => section?.isNew).flatMap((section) => section ?? [])
  // One by one in order: a parent is written before its children. Numbered below.
  await inChunks(added, (rows) =>
    db.section.createMany({
      data: rows.map(({ id, parentId, title, removalId }) => ({ id, listId, parentId, title, removalId, position: 0 })),
    }),
  )
  await changePapers(db, listId, plan.papers)
  await addPapers(
    db,
    listId,
    plan.papers.filter((paper) => paper.existing === null),
  )
  await writeNotes(db, application)
  await addPlacements(db, listId, plan)
  for (const { ids } of plan.orders.sections) await renumberSections(db, ids)
  for (const { ids } of plan.orders.placements) await renumberPlacements(db, ids)
  await writeSpans(db, application)
  return keepText(db, application)
}

const columns = (fields: PaperFields) => ({
  title: fields.title,
  titleSort: titleSort(fields.title),
  authors: fields.authors,
  authorsTruncated: fields.authorsTruncated,
  authorsText: authorsText(fields.authors),
  venue: fields.venue,
  year: fields.year,
})
const linkRows = (paperId: string, fields: PaperFields) =>
  fields.links.map((link, position) => ({ ...link, paperId, position }))
const identifierRows = (listId: string, paperId: string, fields: PaperFields) =>
  fields.identifiers.map((identifier) => ({ ...identifier, listId, paperId }))

async function addPapers(db: Db, listId: string, papers: readonly PlannedPaper[]): Promise<void> {
  await inChunks(papers, (rows) =>
    db.paper.createMany({ data: rows.map(({ id, imported }) => ({ id, listId, ...columns(imported) })) }),
  )
  await inChunks(
    papers.flatMap(({ id, imported }) => linkRows(id, imported)),
    (data) => db.link.createMany({ data }),
  )
  // An identifier belongs to one paper of the list: the first one keeps it.
  await inChunks(
    papers.flatMap(({ id, imported }) => identifierRows(listId, id, imported)),
    (data) => db.identifier.createMany({ data, skipDuplicates: true }),
  )
}

async function changePapers(db: Db, listId: string, papers: readonly PlannedPaper[]): Promise<void> {
  const relinked: { id: string; fields: PaperFields }[] = []
  for (const { id, existing, merged } of papers) {
    const changed = new Set(merged?.changes.map((change) => change.field))
    changed.delete('note')
    if (!merged || !existing || changed.size === 0) continue
    const data = { ...columns(merged.fields), version: { increment: 1 } }
    const { count } = await db.paper.updateMany({ where: { id, version: existing.version }, data })
    if (count === 0) throw savedMeanwhile(existing.title)
    if (changed.has('links')) relinked.push({ id, fields: merged.fields })
  }
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

async function addPlacements(db: Db, listId: string, plan: ImportPlan): Promise<void> {
  const placements = plan.papers.flatMap((paper) => paper.placements)
  await inChunks(
    placements.filter((placement) => placement.isNew),
    (rows) =>
      db.placement.createMany({
        data: rows.map(({ id, paperId, sectionId, removalId }) => ({
          id,
          listId,
          paperId,
          sectionId,
          removalId,
          position: 0,
        })),
      }),
  )
  for (const { id, move, sectionId } of placements) {
    if (move?.outcome === 'theirs')
      await db.placement.update({ where: { id }, data: { sectionId }, select: { id: true } })
  }
}

async function keepText(db: Db, { listId, userId, newRevision }: Application): Promise<string | null> {
  if (!newRevision) return null
  const { seq, source, origin, report } = newRevision
  const { counts, warnings } = report
  const revision = await db.sourceRevision.create({
    data: {
      listId,
      seq,
      origin: clip(origin, 500),
      sha256: source.sha256,
      bytes: new Uint8Array(source.bytes),
      importedById: userId,
      report: { counts, warnings },
    },
    select: { id: true },
  })
  return revision.id
}

/** Stores the images that came with the file; says which ones were refused, and why. */
export async function storeImages(
  db: Db,
  listId: string,
  wanted: ImportReport['assets'],
  given: ReadonlyMap<string, Uint8Array>,
): Promise<string[]> {
  const refused: string[] = []
  for (const { path, status } of wanted) {
    const bytes = status === 'added' ? pickAsset(path, given) : null
    if (!bytes) continue
    try {
      await storeListAsset(db, listId, path, bytes)
    } catch (error) {
      if (!isAppError(error)) throw error
      refused.push(`The image ${path} was not taken: ${error.message}`)
    }
  }
  return refused
}
