import { isNoteEdited } from './edit-entry.ts'
import type { ListState, PlacementState, SectionState } from '#lib/readme/write/fields/list-state.ts'
import { isEdited } from '#lib/readme/write/fields/wanted.ts'

/** Ids of the papers and sections that people added or moved. */
export type Touched = ReadonlySet<string>

const isDropped = ({ span, imported }: PlacementState) => span === null && imported !== null
const placeOf = (placement: PlacementState) => placement.span?.start ?? null
const headingOf = (section: SectionState) => section.headingStart

const isRising = (numbers: readonly number[]) =>
  numbers.every((number, at) => at === 0 || (numbers[at - 1] ?? 0) < number)
const places = <T>(rows: readonly T[], of: (row: T) => number | null) => rows.flatMap((row) => of(row) ?? [])

/** Whether a list is its text and nothing more, in its order: then nobody needs to be asked what people touched. */
export function isAsInText({ placements, sections }: ListState): boolean {
  const isWhole = !placements.some(isDropped) && !sections.some((section) => section.headingStart === null)
  const groups = [...Map.groupBy(placements, ({ sectionId }) => sectionId).values()]
  const siblings = [...Map.groupBy(sections, ({ parentId }) => parentId).values()]
  return (
    isWhole &&
    groups.every((rows) => isRising(places(rows, placeOf))) &&
    siblings.every((rows) => isRising(places(rows, headingOf)))
  )
}

/** Rows with those that nobody moved in the order of the text; the others keep their places among them. */
function inTextOrder<T>(rows: readonly T[], isMoved: (row: T) => boolean, of: (row: T) => number | null): T[] {
  const stays = (row: T) => of(row) !== null && !isMoved(row)
  const sorted = rows.filter(stays).sort((a, b) => (of(a) ?? 0) - (of(b) ?? 0))
  return rows.map((row) => (stays(row) ? (sorted.shift() ?? row) : row))
}

function ordered({ sections, placements, ...rest }: ListState, touched: Touched): ListState {
  const bySection = Map.groupBy(placements, ({ sectionId }) => sectionId)
  const byParent = Map.groupBy(sections, ({ parentId }) => parentId)
  return {
    ...rest,
    sections: [...byParent.values()].flatMap((rows) => inTextOrder(rows, ({ id }) => touched.has(id), headingOf)),
    placements: [...bySection.values()].flatMap((rows) =>
      inTextOrder(rows, ({ paper }) => touched.has(paper.id), placeOf),
    ),
  }
}

/**
 * The list as the text last imported and what people did: without what a newer text no longer had and
 * nobody here has touched (it stays in the list until somebody removes it), and in the text's order
 * but for what people moved. `leftOut` counts the papers that are not in it.
 */
export function asImportedAndEdited(state: ListState, touched: Touched): { state: ListState; leftOut: number } {
  const candidates = state.placements.filter(isDropped)
  const inText = new Set(state.placements.flatMap(({ span, paper }) => (span ? [paper.id] : [])))
  // Of a paper's several places only one may say what was imported last.
  const unedited = new Set(
    state.placements.flatMap((place) => (place.imported && !isEdited(place) ? [place.paper.id] : [])),
  )
  // What a text still has elsewhere carries its edits there.
  const isOurs = (place: PlacementState) =>
    touched.has(place.paper.id) ||
    (!inText.has(place.paper.id) && (!unedited.has(place.paper.id) || isNoteEdited(place)))
  const gone = new Set(candidates.filter((place) => !isOurs(place)))
  const placements = state.placements.filter((place) => !gone.has(place))
  const sections = sectionsKept(state.sections, placements, touched)
  const papers = new Set(placements.map(({ paper }) => paper.id))
  const left = new Set([...gone].map(({ paper }) => paper.id).filter((id) => !papers.has(id)))
  return { state: ordered({ ...state, placements, sections }, touched), leftOut: left.size }
}

/** Those of the text, those that people made, and all that hold one of either or a paper. */
function sectionsKept(
  sections: readonly SectionState[],
  placements: readonly PlacementState[],
  touched: Touched,
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
