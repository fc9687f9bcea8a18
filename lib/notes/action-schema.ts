import { z } from 'zod'

const paper = { list: z.string().min(1).max(100), paper: z.string().min(1).max(64) }

export const searchCitableInputSchema = z.object({ list: paper.list, query: z.string().max(500) })
export const citedInputSchema = z.object({ list: paper.list, keys: z.array(z.string().max(300)).max(500) })

const MAX_IMAGE = 10 * 1024 * 1024
export const noteImageInputSchema = z.object({
  ...paper,
  file: z
    .instanceof(File, { error: 'Choose a picture.' })
    .refine((file) => file.size > 0, 'The file is empty.')
    .refine((file) => file.size <= MAX_IMAGE, 'A picture may have 10 MB at most.'),
})

export const restoreVersionInputSchema = z.object({ ...paper, version: z.coerce.number().int().min(1) })
export const nameVersionInputSchema = z.object({
  ...paper,
  name: z.string().trim().min(1, 'Give it a name.').max(120, 'A name has at most 120 characters.'),
})
