import { z } from 'zod'
import { inChunks } from '#lib/readme/apply/application.ts'
import type { PresentList, PresentPaper } from '#lib/readme/plan/present.ts'
import { mergeOrder } from '#lib/readme/plan/merge/three-way.ts'
import { editedFields } from './undo-compare.ts'
import type { Undoing } from '#lib/readme/plan/undo-record.ts'

/** Puts papers and sections back where they stood, and sections under their old names. */
export async function restorePlaces({ db, record, keep }: Undoing, present: PresentList): Promise<void> {
  const visible = new Set(present.sections.filter(({ removalId }) => removalId === null).map(({ id }) => id))
  const placeOf = new Map(
    present.papers.flatMap((paper) => paper.placements.map((place) => [place.id, { paper, place }])),
  )
  const back = record.moves.filter(({ id, from, to }) => {
    const found = placeOf.get(id)
    if (!found) return false
    const isBack = found.place.sectionId === to && visible.has(from)
    if (!isBack && found.place.sectionId !== from) keep(found.paper.title, 'moved, or its old section removed, since')
    return isBack
  })
  await inChunks(
    back,
    (rows) => db.$executeRaw`
      UPDATE "Placement" AS row SET "sectionId" = wanted."sectionId"
      FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.from)}::text[]) AS wanted("id", "sectionId")
      WHERE row."id" = wanted."id"`,
  )
  const sections = new Map(present.sections.map((section) => [section.id, { ...section }]))
  for (const { id, before, after } of record.sections) {
    const section = sections.get(id)
    if (!section) continue
    const title = section.title === after.title ? before.title : section.title
    const isMovable = section.parentId === after.parentId && !isBelow(sections, before.parentId, id)
    const parentId = isMovable ? before.parentId : section.parentId
    if (title !== before.title || parentId !== before.parentId) keep(section.title, 'renamed or moved since')
    Object.assign(section, { title, parentId })
    await db.section.update({ where: { id }, data: { title, parentId }, select: { id: true } })
  }
}

/** Whether `id` is `top` or lies below it. */
function isBelow(sections: ReadonlyMap<string, { parentId: string | null }>, id: string | null, top: string): boolean {
  const seen = new Set<string>()
  for (let at = id; at !== null && !seen.has(at); at = sections.get(at)?.parentId ?? null) {
    if (at === top) return true
    seen.add(at)
  }
  return false
}

/** Deletes what the import made, but for what people have taken up since. */
export async function removeCreated(undoing: Undoing, present: PresentList): Promise<void> {
  const { db, record, listId } = undoing
  const papers = await removePapers(undoing, present)
  await removePlacements(undoing, present, papers)
  await removeSections(undoing)
  // Removals of what is no more have nothing left to bring back.
  await db.removal.deleteMany({
    where: { listId, sections: { none: {} }, placements: { none: {} }, id: { notIn: record.created.removals } },
  })
}

async function removePapers({ db, record, keep }: Undoing, present: PresentList): Promise<ReadonlySet<string>> {
  const created = new Set(record.created.papers)
  const sectionOf = new Map(record.created.placements)
  const corrected = new Map(record.correctedPapers.map(({ id, after }) => [id, after]))
  const extras = new Map(
    (
      await db.paper.findMany({
        where: {
          id: { in: [...created] },
          OR: [{ abstract: { not: null } }, { filledFrom: { not: {} } }, { shareLinks: { some: {} } }],
        },
        select: { id: true, abstract: true, filledFrom: true, _count: { select: { shareLinks: true } } },
      })
    ).map((row) => [row.id, row]),
  )
  const whyKept = (paper: PresentPaper): string | null => {
    const extra = extras.get(paper.id)
    const filled = filledFields(paper.version, extra?.filledFrom)
    const imported = corrected.get(paper.id) ?? paper.placements.find((place) => place.imported)?.imported
    const edited = imported ? editedFields(paper, imported, filled) : []
    if (edited.length > 0) return `changed since: ${edited.join(', ')}`
    if (extra?.abstract && !filled.has('abstract')) return 'given an abstract since'
    if (paper.note && paper.note.text !== (paper.note.importedText ?? '')) return 'its note was changed since'
    if (paper.placements.some(({ id, sectionId }) => sectionOf.get(id) !== sectionId)) return 'placed elsewhere since'
    if ((extra?._count.shareLinks ?? 0) > 0) return 'shared by a link since'
    return null
  }
  const gone = present.papers.filter((paper) => {
    if (!created.has(paper.id)) return false
    const why = whyKept(paper)
    if (why !== null) keep(paper.title, why)
    return why === null
  })
  await inChunks(gone, (rows) => db.paper.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } }))
  return created
}

/**
 * Fields of a new paper that a service filled in. Each service raises the version once: where it is
 * higher, a person has edited the paper since, perhaps these very fields.
 */
function filledFields(version: number, filledFrom: unknown): ReadonlySet<string> {
  const from = z.record(z.string(), z.string()).safeParse(filledFrom)
  if (!from.success || version > 1 + new Set(Object.values(from.data)).size) return new Set()
  return new Set(Object.keys(from.data))
}

/** New places of papers that were in the list before. */
async function removePlacements(
  { db, record, keep }: Undoing,
  present: PresentList,
  created: ReadonlySet<string>,
): Promise<void> {
  const sectionOf = new Map(record.created.placements)
  const gone: string[] = []
  for (const paper of present.papers) {
    if (created.has(paper.id)) continue
    const added = paper.placements.filter(({ id }) => sectionOf.has(id))
    const stays = paper.placements.some(({ id, removalId }) => !sectionOf.has(id) && removalId === null)
    for (const { id, sectionId, removalId } of added) {
      if (sectionOf.get(id) === sectionId && (stays || removalId !== null)) gone.push(id)
      else keep(paper.title, 'its new place is the only one, or was changed since')
    }
  }
  await inChunks(gone, (ids) => db.placement.deleteMany({ where: { id: { in: ids } } }))
}

async function removeSections({ db, record, keep }: Undoing): Promise<void> {
  // Children come after their parents.
  for (const { id, title } of record.created.sections.toReversed()) {
    const section = await db.section.findUnique({
      where: { id },
      select: { title: true, _count: { select: { children: true, placements: true, shareLinks: true } } },
    })
    if (!section) continue
    const { children, placements, shareLinks } = section._count
    if (children + placements + shareLinks === 0 && section.title === title) {
      await db.section.delete({ where: { id }, select: { id: true } })
    } else keep(section.title, children + placements > 0 ? 'it is not empty' : 'renamed or shared since')
  }
}

/** Puts rows back into their order, but for those that people have moved since. */
export async function restoreOrders({ db, listId, record }: Undoing): Promise<void> {
  for (const { parentId, before, ids } of record.orders.sections) {
    const rows = await db.section.findMany({
      where: { listId, parentId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { id: true },
    })
    const order = restored(ids, rows, before)
    await db.$executeRaw`
      UPDATE "Section" AS row SET "position" = wanted."at" - 1
      FROM unnest(${order}::text[]) WITH ORDINALITY AS wanted("id", "at") WHERE row."id" = wanted."id"`
  }
  for (const { sectionId, before, ids } of record.orders.placements) {
    const rows = await db.placement.findMany({
      where: { listId, sectionId },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { id: true },
    })
    const order = restored(ids, rows, before)
    await db.$executeRaw`
      UPDATE "Placement" AS row SET "position" = wanted."at" - 1
      FROM unnest(${order}::text[]) WITH ORDINALITY AS wanted("id", "at") WHERE row."id" = wanted."id"`
  }
}

function restored(after: readonly string[], rows: readonly { id: string }[], before: readonly string[]): string[] {
  const now = rows.map((row) => row.id)
  const standing = new Set(now)
  return mergeOrder(
    after,
    now,
    before.filter((id) => standing.has(id)),
  )
}
