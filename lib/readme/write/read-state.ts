import { z } from 'zod'
import { readImported } from '#lib/readme/plan/imported-json.ts'
import { LINK_KINDS, authorSchema } from '#lib/papers/schema.ts'
import type { ListState, PaperState, PlacementState, SectionState } from './fields/list-state.ts'

const authorsSchema = z.array(authorSchema).catch([])
const linkKind = z.enum(LINK_KINDS).catch('other')

/** The rows of a list as JSON, as the database writes it: read in a worker, not on the main thread. */
export type StateRows = {
  title: string
  description: string | null
  sections: string
  placements: string
  papers: string
  links: string
  notes: string
}

type OfPaper = { paperId: string }
type Section = SectionState & { removalId: string | null }
type Place = Pick<PlacementState, 'id' | 'sectionId'> &
  OfPaper & { spanStart: number | null; spanEnd: number | null; imported: unknown; removalId: string | null }
type Paper = Pick<PaperState, 'id' | 'title' | 'authorsTruncated' | 'venue' | 'year'> & { authors: unknown }
type Link = OfPaper & { kind: string; url: string; label: string | null }
type Note = OfPaper & { text: string; importedText: string | null }

// The columns that state-queries.ts names, as the database's schema has them.
const parse = <Row>(json: string) => JSON.parse(json) as Row[]

const spanOf = ({ spanStart: start, spanEnd: end }: Place) => (start === null || end === null ? null : { start, end })

/** A list's rows as an export finds them. */
export function readState(rows: StateRows): ListState {
  const sections = parse<Section>(rows.sections)
  const places = parse<Place>(rows.placements)
  const papers = readPapers(rows)
  return {
    title: rows.title,
    description: rows.description,
    sections: sections.flatMap(({ removalId, ...row }): SectionState[] => (removalId === null ? [row] : [])),
    placements: places.flatMap((place): PlacementState[] => {
      const paper = papers.get(place.paperId)
      if (place.removalId !== null || !paper) return []
      const { id, sectionId, imported } = place
      return [{ id, sectionId, span: spanOf(place), imported: readImported(imported), paper }]
    }),
    removed: {
      headings: sections.flatMap(({ removalId, headingStart }) =>
        removalId !== null && headingStart !== null ? [headingStart] : [],
      ),
      entries: places.flatMap((place) => (place.removalId === null ? [] : (spanOf(place) ?? []))),
    },
  }
}

function readPapers(rows: StateRows): Map<string, PaperState> {
  const links = Map.groupBy(parse<Link>(rows.links), ({ paperId }) => paperId)
  const noteOf = new Map(parse<Note>(rows.notes).map((note) => [note.paperId, note]))
  return new Map(
    parse<Paper>(rows.papers).map((row) => [
      row.id,
      {
        ...row,
        authors: authorsSchema.parse(row.authors),
        links: (links.get(row.id) ?? []).map(({ kind, url, label }) => ({ kind: linkKind.parse(kind), url, label })),
        note: noteOf.get(row.id)?.text ?? null,
        importedNote: noteOf.get(row.id)?.importedText ?? null,
      },
    ]),
  )
}
