import { z } from 'zod'
import { type ListHeader, VISIBILITIES, type Visibility } from '#lib/access/list-header.ts'
import type { Role } from '#lib/access/roles.ts'
import { macrosSchema } from './macros.ts'

/** A list as the index of lists shows it. */
export type ListSummary = {
  id: string
  slug: string
  title: string
  description: string | null
  visibility: Visibility
  role: Role
  papers: number
  updatedAt: Date
}

/** A list as its settings show it. */
export type ListSettings = ListHeader & { noteTemplate: string | null }

const blankToNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

const title = z.string().trim().min(1, 'A list needs a title.').max(200, 'A title has at most 200 characters.')
const description = z.preprocess(
  blankToNull,
  z.string().trim().max(2000, 'A description has at most 2000 characters.').nullable(),
)

/** The last part of the list's address: /l/SLUG. */
export const slugSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(2, 'An address has at least 2 characters.')
  .max(60, 'An address has at most 60 characters.')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'An address has letters a to z, digits and single hyphens between them.')

/** Slug left empty: made from the title. */
export const newListSchema = z.object({
  title,
  slug: z.preprocess((value) => blankToNull(value) ?? null, slugSchema.nullable()),
  description: description.default(null),
  visibility: z.enum(VISIBILITIES).default('PRIVATE'),
})
export type NewList = z.output<typeof newListSchema>

/** A key left out stays as it is. Macros come as an object or as the text of the settings' field. */
export const listEditSchema = z.object({
  title: title.optional(),
  slug: slugSchema.optional(),
  description: description.optional(),
  visibility: z.enum(VISIBILITIES).optional(),
  katexMacros: macrosSchema.optional(),
  noteTemplate: z
    .preprocess(blankToNull, z.string().max(20_000, 'A template has at most 20,000 characters.').nullable())
    .optional(),
})
export type ListEdit = z.output<typeof listEditSchema>

/** An address made from a title: "Awesome LLM Papers" gives awesome-llm-papers; "list" where nothing is left of it. */
export function slugFrom(text: string): string {
  const words =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const slug = words.join('-').slice(0, 60).replace(/-+$/, '')
  return slug.length < 2 ? 'list' : slug
}
