import { z } from 'zod'
import { listEditSchema } from './schema.ts'

/** The settings form: which list, and its new fields. A browser sends line ends as CRLF; templates keep LF. */
export const settingsFormSchema = listEditSchema.extend({
  list: z.string(),
  noteTemplate: z.preprocess(
    (value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value),
    listEditSchema.shape.noteTemplate,
  ),
})

/** Deleting a list asks for its address, typed by hand. */
export const deleteListSchema = z
  .object({ list: z.string(), confirm: z.string().trim() })
  .refine(({ list, confirm }) => confirm === list, {
    path: ['confirm'],
    message: 'This is not the list’s address.',
  })
