import { z } from 'zod'
import { IDENTIFIER_SCHEMES, LINK_KINDS, authorSchema } from '#lib/papers/schema.ts'
import type { ImportedFields } from './present.ts'

/** A placement's `imported` as it lies in the database; what does not parse counts as never imported. */
const importedSchema = z.object({
  title: z.string(),
  authors: z.array(authorSchema),
  authorsTruncated: z.boolean(),
  venue: z.string().nullable(),
  year: z.number().nullable(),
  links: z.array(z.object({ kind: z.enum(LINK_KINDS), url: z.string(), label: z.string().nullable() })),
  identifiers: z.array(z.object({ scheme: z.enum(IDENTIFIER_SCHEMES), value: z.string() })),
  section: z.string(),
})

export function readImported(json: unknown): ImportedFields | null {
  const parsed = importedSchema.safeParse(json)
  return parsed.success ? parsed.data : null
}
