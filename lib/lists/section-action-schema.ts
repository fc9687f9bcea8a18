import { z } from 'zod'
import { newSectionSchema, sectionTitleSchema } from './section-schema.ts'

const list = z.string().min(1).max(100)
const section = z.string().min(1).max(64)
const blankToNull = (value: unknown) => (value === '' || value === undefined ? null : value)
const PLACE = 'A place is a number: 1 is the first.'

/** What the forms of the sections page send. */
export const addSectionInputSchema = newSectionSchema.extend({ list })
export const renameSectionInputSchema = z.object({ list, section, title: sectionTitleSchema })
export const sectionRefSchema = z.object({ list, section })

/** One step up or down, or to `place` (as people count; empty: last) in a parent (empty: the top). */
export const moveSectionInputSchema = z.object({
  list,
  section,
  direction: z.enum(['up', 'down']).optional(),
  parentId: z.preprocess(blankToNull, section.nullable()),
  place: z.preprocess(blankToNull, z.coerce.number(PLACE).int(PLACE).min(1, PLACE).nullable()),
})
