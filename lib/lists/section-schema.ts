import { z } from 'zod'

const id = z.string().min(1).max(64)
const blankToNull = (value: unknown) => (value === '' || value === undefined ? null : value)

export const sectionTitleSchema = z
  .string()
  .transform((title) => title.replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'A section needs a title.').max(300, 'A section’s title has at most 300 characters.'))

export const newSectionSchema = z.object({
  title: sectionTitleSchema,
  /** Null: at the top. */
  parentId: z.preprocess(blankToNull, id.nullable()),
})
export type NewSection = z.output<typeof newSectionSchema>

export const sectionMoveSchema = z.union([
  z.object({ direction: z.enum(['up', 'down']) }),
  z.object({
    parentId: z.preprocess(blankToNull, id.nullable()),
    /** Among the visible sections of the new parent; null: last. */
    position: z.preprocess(blankToNull, z.coerce.number().int().min(0).nullable()),
  }),
])
export type SectionMove = z.output<typeof sectionMoveSchema>
