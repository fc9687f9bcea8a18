import { z } from 'zod'
import type { Db } from '#prisma/client.ts'
import { IDENTIFIER_SCHEMES, LINK_KINDS, authorSchema } from '#lib/papers/schema.ts'

const id = z.string()
const at = z.number().int()

/** A paper's fields as they lie in the database. */
export const storedFieldsSchema = z.object({
  title: z.string(),
  authors: z.array(authorSchema),
  authorsTruncated: z.boolean(),
  venue: z.string().nullable(),
  year: z.number().nullable(),
  links: z.array(z.object({ kind: z.enum(LINK_KINDS), url: z.string(), label: z.string().nullable() })),
  identifiers: z.array(z.object({ scheme: z.enum(IDENTIFIER_SCHEMES), value: z.string() })),
})
export type StoredFields = z.output<typeof storedFieldsSchema>

const place = z.object({ title: z.string(), parentId: id.nullable() })

/**
 * What undoing an import needs: what it made, and what it changed as that was before and after. What
 * is not as it was after the import has been changed by a person since, and is left to them.
 */
export const undoRecordSchema = z.object({
  version: z.literal(1),
  created: z.object({
    sections: z.array(z.object({ id, title: z.string() })),
    papers: z.array(id),
    /** Each with its section. */
    placements: z.array(z.tuple([id, id])),
    /** Of papers that were in the list already, without one. */
    notes: z.array(z.object({ paperId: id, after: z.string() })),
    removals: z.array(id),
  }),
  /** New papers that a person corrected: they hold this, not what the file says. */
  correctedPapers: z.array(z.object({ id, after: storedFieldsSchema })),
  papers: z.array(z.object({ id, before: storedFieldsSchema.partial(), after: storedFieldsSchema.partial() })),
  notes: z.array(
    z.object({ paperId: id, before: z.string(), after: z.string(), importedBefore: z.string().nullable() }),
  ),
  /** Notes whose text stayed, with another base for the next merge. */
  importedTexts: z.array(z.object({ paperId: id, before: z.string().nullable() })),
  moves: z.array(z.object({ id, from: id, to: id })),
  sections: z.array(z.object({ id, before: place, after: place })),
  /** Where everything stood in the text before: placement or section, start, end, its note's start and end. */
  spans: z.array(z.tuple([id, at, at, at.nullable(), at.nullable()])),
  headings: z.array(z.tuple([id, at, at])),
  /** Placements whose base changed. */
  imported: z.array(z.object({ id, before: z.json() })),
  orders: z.object({
    sections: z.array(z.object({ parentId: id.nullable(), before: z.array(id), ids: z.array(id) })),
    placements: z.array(z.object({ sectionId: id, before: z.array(id), ids: z.array(id) })),
  }),
  assets: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string() })),
})
export type UndoRecord = z.output<typeof undoRecordSchema>

/** What the steps of one undoing share. */
export type Undoing = {
  db: Db
  listId: string
  userId: string | null
  record: UndoRecord
  /** Says that something stays as it is, and why. */
  keep: (title: string, why: string) => void
}
