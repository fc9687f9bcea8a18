import { z } from 'zod'
import { IDENTIFIER_SCHEMES, LINK_KINDS, authorSchema } from '#lib/papers/schema.ts'
import type { SourceDocument } from '#lib/readme/document.ts'
import { readImported } from '#lib/readme/plan/imported-json.ts'
import type { PresentRows } from './present-queries.ts'
import type { PresentList, PresentPaper, PresentPlacement, PresentSection } from '#lib/readme/plan/present.ts'

const authorsSchema = z.array(authorSchema).catch([])
const linkKind = z.enum(LINK_KINDS).catch('other')
const scheme = z.enum(IDENTIFIER_SCHEMES)

type OfPaper = { paperId: string }
type Section = Pick<
  PresentSection,
  'id' | 'parentId' | 'title' | 'position' | 'removalId' | 'headingStart' | 'headingEnd'
>
type Paper = Pick<PresentPaper, 'id' | 'title' | 'authorsTruncated' | 'venue' | 'year' | 'version'> & {
  authors: unknown
}
type Link = OfPaper & { kind: string; url: string; label: string | null }
type Identifier = OfPaper & { scheme: string; value: string }
type Placement = OfPaper & Omit<PresentPlacement, 'imported'> & { imported: unknown }
type Note = OfPaper & NonNullable<PresentPaper['note']>

// The columns that present-queries.ts names, as the database's schema has them.
const parse = <Row>(json: string) => JSON.parse(json) as Row[]

/** The list as an import finds it. @param base the document of the text last imported; null where there is none. */
export function readPresent(rows: PresentRows, base: SourceDocument | null): PresentList {
  return { sections: readSections(parse<Section>(rows.sections), base), papers: readPapers(rows) }
}

function readSections(rows: readonly Section[], base: SourceDocument | null): PresentSection[] {
  const inText = base?.sections ?? []
  const byHeading = new Map(inText.flatMap((section) => (section.span ? [[section.span.start, section]] : [])))
  const untitled = inText.find((section) => section.span === null)
  const untitledRow = rows.find(
    (row) => row.headingStart === null && row.parentId === null && row.title === untitled?.title,
  )
  return rows.map((row) => {
    const section = row.headingStart !== null ? byHeading.get(row.headingStart) : row === untitledRow ? untitled : null
    const around = section?.parent == null ? null : inText[section.parent]
    return {
      ...row,
      baseKey: section?.key ?? null,
      baseTitle: section?.title ?? null,
      baseParentKey: around?.key ?? null,
    }
  })
}

function readPapers(rows: PresentRows): PresentPaper[] {
  const byPaper = ({ paperId }: OfPaper) => paperId
  const links = Map.groupBy(parse<Link>(rows.links), byPaper)
  const identifiers = Map.groupBy(parse<Identifier>(rows.identifiers), byPaper)
  const placements = Map.groupBy(parse<Placement>(rows.placements), byPaper)
  const noteOf = new Map(parse<Note>(rows.notes).map(({ paperId, ...note }) => [paperId, note]))
  return parse<Paper>(rows.papers).map((paper) => ({
    ...paper,
    authors: authorsSchema.parse(paper.authors),
    links: (links.get(paper.id) ?? []).map(({ kind, url, label }) => ({ kind: linkKind.parse(kind), url, label })),
    identifiers: (identifiers.get(paper.id) ?? []).flatMap(({ scheme: name, value }) => {
      const known = scheme.safeParse(name)
      return known.success ? [{ scheme: known.data, value }] : []
    }),
    note: noteOf.get(paper.id) ?? null,
    placements: (placements.get(paper.id) ?? []).map(({ paperId: _, imported, ...placement }) => ({
      ...placement,
      imported: readImported(imported),
    })),
  }))
}
