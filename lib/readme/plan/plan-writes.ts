import { nanoid } from 'nanoid'
import { type PaperChange, type PaperRow, changedPapers } from './paper-rows.ts'
import type { ImportPlan, PlannedPaper } from './plan-import.ts'
import { type AgreedRemoval, agreedRemovals } from './plan-removals.ts'
import type { PaperFields, PresentList } from './present.ts'
import type { ImportReport } from '#lib/readme/report.ts'
import { buildUndo, importedOf } from './undo-build.ts'

const MAX_KEPT_CONFLICTS = 500

export type WrittenSpan = {
  id: string
  start: number
  end: number
  noteStart: number | null
  noteEnd: number | null
  /** What the file says of the paper, as JSON: the base of the next merge. */
  imported: string
}

type Position = { id: string; position: number }

/** The rows that an import writes: plain data, made from its plan in a worker. */
export type ImportWrites = {
  sections: {
    added: { id: string; parentId: string | null; title: string; removalId: string | null }[]
    changed: { id: string; parentId: string | null; title: string }[]
  }
  papers: { added: PaperRow[]; changed: PaperChange[] }
  notes: {
    added: { paperId: string; text: string }[]
    edited: { paperId: string; text: string; baseVersion: number }[]
    bases: { paperId: string; importedText: string }[]
  }
  placements: {
    count: number
    added: { id: string; paperId: string; sectionId: string; removalId: string | null }[]
    moved: { id: string; sectionId: string }[]
  }
  orders: { sections: Position[]; placements: Position[] }
  removals: AgreedRemoval[]
  spans: { sections: { id: string; start: number; end: number }[]; placements: WrittenSpan[] }
  /** What is kept of the import, as JSON: its report without the warnings, and what undoes it without its images. */
  kept: { report: string; undo: string }
}

const numbered = (orders: readonly { ids: readonly string[] }[]): Position[] =>
  orders.flatMap(({ ids }) => ids.map((id, position) => ({ id, position })))

/** The rows that carrying out a plan writes. */
export function planWrites(plan: ImportPlan, present: PresentList, report: ImportReport): ImportWrites {
  const placements = plan.papers.flatMap((paper) => paper.placements)
  const removals = agreedRemovals(plan.removals, () => nanoid(12))
  const added = plan.papers.filter(({ existing }) => !existing)
  return {
    sections: {
      added: plan.sections.flatMap((section) => {
        if (!section?.isNew) return []
        const { id, parentId, title, removalId } = section
        return [{ id, parentId, title, removalId }]
      }),
      changed: plan.sections.flatMap((section) =>
        section?.from ? [{ id: section.id, parentId: section.parentId, title: section.title }] : [],
      ),
    },
    papers: { added: added.map(({ id, incoming }) => onlyRow(id, incoming)), changed: changedPapers(plan.papers) },
    notes: planNotes(plan.papers),
    placements: {
      count: placements.length,
      added: placements.flatMap(({ isNew, id, paperId, sectionId, removalId }) =>
        isNew ? [{ id, paperId, sectionId, removalId }] : [],
      ),
      moved: placements.flatMap(({ move, id, sectionId }) => (move?.isTaken ? [{ id, sectionId }] : [])),
    },
    orders: { sections: numbered(plan.orders.sections), placements: numbered(plan.orders.placements) },
    removals,
    spans: planSpans(plan),
    kept: {
      report: JSON.stringify(keptReport(plan, report)),
      undo: JSON.stringify(buildUndo({ plan, present, assets: [] }, removals)),
    },
  }
}

/** Without what only the plan needs of a paper. */
function onlyRow(id: string, paper: PaperFields): PaperRow {
  const { title, authors, authorsTruncated, venue, year, links, identifiers } = paper
  return { id, fields: { title, authors, authorsTruncated, venue, year, links, identifiers } }
}

function planNotes(papers: readonly PlannedPaper[]): ImportWrites['notes'] {
  const notes: ImportWrites['notes'] = { added: [], edited: [], bases: [] }
  for (const { id: paperId, existing, merged, incoming } of papers) {
    if (!existing && incoming.note !== null) notes.added.push({ paperId, text: incoming.note })
    if (!existing || !merged) continue
    const before = existing.note
    const text = merged.note ?? ''
    if (text !== (before?.text ?? '')) notes.edited.push({ paperId, text, baseVersion: before?.version ?? 0 })
    const importedText = incoming.note ?? ''
    const isBase = before ? before.importedText !== null || incoming.note !== null : text !== ''
    if (isBase && before?.importedText !== importedText) notes.bases.push({ paperId, importedText })
  }
  return notes
}

function planSpans(plan: ImportPlan): ImportWrites['spans'] {
  return {
    sections: plan.sections.flatMap((section, index) => {
      const span = plan.document.sections[index]?.span
      return section && span ? [{ id: section.id, start: span.start, end: span.end }] : []
    }),
    placements: plan.papers.flatMap((paper) =>
      paper.placements.map(({ id, entry: { span, noteSpan, section } }) => ({
        id,
        start: span.start,
        end: span.end,
        noteStart: noteSpan?.start ?? null,
        noteEnd: noteSpan?.end ?? null,
        imported: JSON.stringify(importedOf(plan, paper, section)),
      })),
    ),
  }
}

function keptReport(plan: ImportPlan, { counts, papers }: ImportReport) {
  const conflicts = papers.flatMap(({ title, line, conflicts: found }) =>
    found.map(({ field, base, ours, theirs, chosen }) => ({ title, line, field, base, ours, theirs, chosen })),
  )
  const { remembered } = plan.decided
  return { counts, conflicts: conflicts.slice(0, MAX_KEPT_CONFLICTS), remembered }
}
