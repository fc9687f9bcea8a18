import { z } from 'zod'
import { readImported } from '#lib/importing/imported-json.ts'
import { LINK_KINDS, authorSchema } from '#lib/papers/schema.ts'
import type { Db } from '#prisma/client.ts'
import type { ListState, PaperState, PlacementState, SectionState } from './list-state.ts'

const authorsSchema = z.array(authorSchema).catch([])
const linkKind = z.enum(LINK_KINDS).catch('other')

/** The list as it stands, in its order. Unsafe: asks no actor; for an export that has checked the list. */
export async function unsafeListState(listId: string, db: Db): Promise<ListState> {
  const list = await db.list.findUniqueOrThrow({ where: { id: listId }, select: { title: true, description: true } })
  const sections = await db.section.findMany({
    where: { listId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, parentId: true, title: true, headingStart: true, removalId: true },
  })
  const places = await db.placement.findMany({
    where: { listId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      paperId: true,
      sectionId: true,
      spanStart: true,
      spanEnd: true,
      imported: true,
      removalId: true,
    },
  })
  const papers = await papersOf(listId, db)
  const spanOf = ({ spanStart: start, spanEnd: end }: (typeof places)[number]) =>
    start === null || end === null ? null : { start, end }
  return {
    ...list,
    sections: sections.flatMap(({ removalId, ...row }): SectionState[] => (removalId === null ? [row] : [])),
    placements: places.flatMap((place): PlacementState[] => {
      const paper = papers.get(place.paperId)
      if (place.removalId !== null || !paper) return []
      return [
        {
          id: place.id,
          sectionId: place.sectionId,
          span: spanOf(place),
          imported: readImported(place.imported),
          paper,
        },
      ]
    }),
    removed: {
      headings: sections.flatMap(({ removalId, headingStart }) =>
        removalId !== null && headingStart !== null ? [headingStart] : [],
      ),
      entries: places.flatMap((place) => (place.removalId === null ? [] : (spanOf(place) ?? []))),
    },
  }
}

async function papersOf(listId: string, db: Db): Promise<Map<string, PaperState>> {
  const ofList = { paper: { listId } }
  const rows = await db.paper.findMany({
    where: { listId },
    select: { id: true, title: true, authors: true, authorsTruncated: true, venue: true, year: true },
  })
  const links = await db.link.findMany({
    where: ofList,
    orderBy: { position: 'asc' },
    select: { paperId: true, kind: true, url: true, label: true },
  })
  const linksOf = Map.groupBy(links, ({ paperId }) => paperId)
  const notes = await db.note.findMany({ where: ofList, select: { paperId: true, text: true, importedText: true } })
  const noteOf = new Map(notes.map((note) => [note.paperId, note]))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        authors: authorsSchema.parse(row.authors),
        links: (linksOf.get(row.id) ?? []).map(({ kind, url, label }) => ({ kind: linkKind.parse(kind), url, label })),
        note: noteOf.get(row.id)?.text ?? null,
        importedNote: noteOf.get(row.id)?.importedText ?? null,
      },
    ]),
  )
}
