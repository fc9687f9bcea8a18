import { z } from 'zod'
import { noteSaveSchema, noteTextSchema } from './schema.ts'

const paper = { list: z.string().min(1).max(100), paper: z.string().min(1).max(64) }

/** What the editor sends. */
export const saveNoteInputSchema = noteSaveSchema.extend(paper)
export const previewNoteInputSchema = z.object({ ...paper, text: noteTextSchema })
