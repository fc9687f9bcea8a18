import type { ImportPlan, PlannedPaper } from './plan-import.ts'
import type { AgreedRemoval } from './plan-removals.ts'
import type { ImportedFields, PaperFields, PresentList } from './present.ts'
import type { StoredFields, UndoRecord } from './undo-record.ts'

/** What a placement's `imported` becomes: what the file says of the paper, and its section there. */
export const importedOf = (plan: ImportPlan, paper: PlannedPaper, section: number): ImportedFields => {
  const { title, authors, authorsTruncated, venue, year, links, identifiers } = paper.imported
  const key = plan.document.sections[section]?.key ?? ''
  return { title, authors, authorsTruncated, venue, year, links, identifiers, section: key }
}

const stored = ({ title, authors, authorsTruncated, venue, year, links, identifiers }: PaperFields): StoredFields => ({
  title,
  authors,
  authorsTruncated,
  venue,
  year,
  links,
  identifiers,
})

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Authors come with whether names are missing, links with the identifiers that they name. */
const WITH: Partial<Record<keyof StoredFields, keyof StoredFields>> = {
  authors: 'authorsTruncated',
  links: 'identifiers',
}

function changedFields({ id, existing, merged }: PlannedPaper): UndoRecord['papers'] {
  const fields = new Set(merged?.changes.flatMap(({ field }) => (field === 'note' || field === 'section' ? [] : field)))
  if (!existing || !merged || fields.size === 0) return []
  const pick = (from: PaperFields): Partial<StoredFields> => {
    const all = stored(from)
    const names = [...fields].flatMap((field) => [field, ...(WITH[field] ? [WITH[field]] : [])])
    return Object.fromEntries(names.map((name) => [name, all[name]]))
  }
  return [{ id, before: pick(existing), after: pick(merged.fields) }]
}

/** What undoes an import: computed from its plan, before anything is written. */
export function buildUndo(
  { plan, present, assets }: { plan: ImportPlan; present: PresentList } & Pick<UndoRecord, 'assets'>,
  removals: readonly AgreedRemoval[],
): UndoRecord {
  const placements = plan.papers.flatMap((paper) => paper.placements.map((placement) => ({ paper, placement })))
  const before = new Map(present.papers.flatMap((paper) => paper.placements.map((row) => [row.id, row])))
  const known = new Map(present.sections.map((section) => [section.id, section]))
  const record: UndoRecord = {
    version: 1,
    created: {
      sections: plan.sections.flatMap((section) => (section?.isNew ? [{ id: section.id, title: section.title }] : [])),
      papers: plan.papers.flatMap(({ id, existing }) => (existing ? [] : [id])),
      placements: placements.flatMap(({ placement }) => (placement.isNew ? [[placement.id, placement.sectionId]] : [])),
      notes: [],
      removals: removals.map(({ removalId }) => removalId),
    },
    correctedPapers: plan.papers.flatMap(({ id, existing, incoming }) =>
      existing || incoming.corrected.length === 0 ? [] : [{ id, after: stored(incoming) }],
    ),
    papers: plan.papers.flatMap(changedFields),
    notes: [],
    importedTexts: [],
    moves: placements.flatMap(({ placement: { id, move, sectionId } }) =>
      move?.isTaken ? [{ id, from: move.from, to: sectionId }] : [],
    ),
    sections: plan.sections.flatMap((section) =>
      section?.from
        ? [{ id: section.id, before: section.from, after: { title: section.title, parentId: section.parentId } }]
        : [],
    ),
    spans: [...before.values()].flatMap(({ id, spanStart, spanEnd, noteStart, noteEnd }) =>
      spanStart === null || spanEnd === null ? [] : [[id, spanStart, spanEnd, noteStart, noteEnd]],
    ),
    headings: [...known.values()].flatMap(({ id, headingStart, headingEnd }) =>
      headingStart === null || headingEnd === null ? [] : [[id, headingStart, headingEnd]],
    ),
    imported: placements.flatMap(({ paper, placement }) => {
      const row = before.get(placement.id)
      const next = importedOf(plan, paper, placement.entry.section)
      return !row || isSame(row.imported && ordered(row.imported), next) ? [] : [{ id: row.id, before: row.imported }]
    }),
    orders: {
      sections: plan.orders.sections.filter((order) => order.before.length > 0),
      placements: plan.orders.placements.filter((order) => order.before.length > 0),
    },
    assets,
  }
  for (const { existing, merged, incoming } of plan.papers) {
    if (!existing || !merged) continue
    const paperId = existing.id
    if (!existing.note) {
      if (merged.note !== null) record.created.notes.push({ paperId, after: merged.note })
      continue
    }
    const { text, importedText } = existing.note
    const after = merged.note ?? ''
    if (after !== text) record.notes.push({ paperId, before: text, after, importedBefore: importedText })
    else if (importedText !== (incoming.note ?? '')) record.importedTexts.push({ paperId, before: importedText })
  }
  return record
}

/** Keys in the order of importedOf, whatever order the database gives them. */
const ordered = ({ section, ...fields }: ImportedFields): ImportedFields => ({ ...stored(fields), section })
