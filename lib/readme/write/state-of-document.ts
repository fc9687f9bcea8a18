import type { SourceDocument } from '#lib/readme/document.ts'
import type { ListState, PlacementState } from './fields/list-state.ts'

/** The list that a text makes when it is imported into an empty one, without a database: a paper for each entry. */
export function stateOfDocument({ title, sections, entries }: SourceDocument): ListState {
  const idOf = (index: number | null) => (index !== null && sections[index]?.holdsPapers ? `section-${index}` : null)
  const rows = sections.flatMap((section, index) => {
    const id = idOf(index)
    return id === null
      ? []
      : [{ id, parentId: idOf(section.parent), title: section.title, headingStart: section.span?.start ?? null }]
  })
  const placements = entries.map((entry, index): PlacementState => {
    const { authors, authorsTruncated, venue, year, links, note } = entry
    const fields = { title: entry.title, authors, authorsTruncated, venue, year, links }
    return {
      id: `placement-${index}`,
      sectionId: `section-${entry.section}`,
      span: entry.span,
      imported: fields,
      paper: { ...fields, id: `paper-${index}`, note, importedNote: note },
    }
  })
  return { title: title ?? '', description: null, sections: rows, placements, removed: { headings: [], entries: [] } }
}
