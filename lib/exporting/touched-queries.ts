import type { Db } from '#prisma/client.ts'
import { isNoteEdited } from './edit-entry.ts'
import type { ListState, PlacementState, SectionState } from './list-state.ts'
import { isEdited } from './wanted.ts'

const BY_HAND = ['paper.add', 'paper.move', 'section.add', 'section.edit', 'section.move']

/** Papers and sections that people added or moved. */
async function byHand(listId: string, db: Db): Promise<Set<string>> {
  const events = await db.auditEvent.findMany({
    where: { listId, action: { in: BY_HAND }, subjectId: { not: null } },
    distinct: ['subjectId'],
    select: { subjectId: true },
  })
  return new Set(events.flatMap(({ subjectId }) => subjectId ?? []))
}

const isDropped = ({ span, imported }: PlacementState) => span === null && imported !== null

/**
 * The list without what a newer text no longer had and nobody here has touched: it stays in the list
 * until somebody removes it, but an export of what nobody edited is the text last imported.
 * `leftOut` counts the papers. Unsafe: asks no actor; for an export that has checked the list.
 */
export async function unsafeWithoutDropped(
  listId: string,
  state: ListState,
  db: Db,
): Promise<{ state: ListState; leftOut: number }> {
  const candidates = state.placements.filter(isDropped)
  const headless = state.sections.filter(({ headingStart }) => headingStart === null)
  if (candidates.length + headless.length === 0) return { state, leftOut: 0 }
  const touched = await byHand(listId, db)
  const isOurs = (place: PlacementState) => isEdited(place) || isNoteEdited(place) || touched.has(place.paper.id)
  const gone = new Set(candidates.filter((place) => !isOurs(place)))
  const placements = state.placements.filter((place) => !gone.has(place))
  const sections = sectionsKept(state.sections, placements, touched)
  const papers = new Set(placements.map(({ paper }) => paper.id))
  const left = new Set([...gone].map(({ paper }) => paper.id).filter((id) => !papers.has(id)))
  return { state: { ...state, placements, sections }, leftOut: left.size }
}

/** Those of the text, those that people made, and all that hold one of either or a paper. */
function sectionsKept(
  sections: readonly SectionState[],
  placements: readonly PlacementState[],
  touched: ReadonlySet<string>,
): SectionState[] {
  const byId = new Map(sections.map((section) => [section.id, section]))
  const kept = new Set<string>()
  const keep = (id: string | null) => {
    for (let at = id; at !== null && !kept.has(at); at = byId.get(at)?.parentId ?? null) kept.add(at)
  }
  for (const { id, headingStart } of sections) if (headingStart !== null || touched.has(id)) keep(id)
  for (const { sectionId } of placements) keep(sectionId)
  return sections.filter(({ id }) => kept.has(id))
}
