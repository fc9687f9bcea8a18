import { z } from 'zod'

const id = z.string().min(1).max(64)
const blankToNull = (value: unknown) => (value === '' || value === undefined ? null : value)

export const sectionTitleSchema = z
  .string()
  .transform((title) => title.replaceAll('\0', '').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'A section needs a title.').max(300, 'A section’s title has at most 300 characters.'))

export const newSectionSchema = z.object({
  title: sectionTitleSchema,
  /** Null: at the top. */
  parentId: z.preprocess(blankToNull, id.nullable()),
})
export type NewSection = z.output<typeof newSectionSchema>

/** Past a neighbour, or to a place among the visible sections of a parent (position null: last). */
export type SectionMove = { direction: 'up' | 'down' } | { parentId: string | null; position: number | null }
