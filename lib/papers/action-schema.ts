import { z } from 'zod'
import { paperFieldsSchema, rowsFromColumns } from './fields/fields-schema.ts'

/** What the forms about papers send: whose list, which paper, and what was typed. */

const id = z.string().min(1).max(64)
const blankToNull = (value: unknown) => (value === '' || value === undefined ? null : value)
const version = z.coerce.number().int().min(1)

const listed = { list: z.string().min(1).max(100) }

export const addPaperSchema = z.preprocess(
  rowsFromColumns,
  paperFieldsSchema.extend({ ...listed, sectionId: z.string().min(1, 'Choose a section.').max(64) }),
)

export const editPaperSchema = z.preprocess(
  rowsFromColumns,
  paperFieldsSchema.extend({ ...listed, paper: id, baseVersion: version }),
)

export const paperRefSchema = z.object({ ...listed, paper: id })

export const placementRefSchema = z.object({ ...listed, paper: id, placement: id })

export const placePaperSchema = z.object({
  ...listed,
  paper: id,
  sectionId: z.string().min(1, 'Choose a section.').max(64),
})

export const movePaperSchema = placePaperSchema.extend({
  placement: id,
  /** As people count, 1 is the first; empty: last. */
  place: z.preprocess(
    blankToNull,
    z.coerce.number('A place is a number.').int('A place is a number.').min(1, 'The first place is 1.').nullable(),
  ),
})

export const undoRemovalSchema = z.object({
  ...listed,
  removal: id,
  /** The page that offered it; here: stay where one is. */
  back: z.enum(['list', 'sections', 'removed', 'here']).default('removed'),
})
