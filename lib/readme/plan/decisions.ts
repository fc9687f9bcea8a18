import { z } from 'zod'
import { noteTextSchema } from '#lib/notes/schema.ts'
import { MAX_DECISIONS } from '#lib/readme/limits.ts'
import type { ImportReport } from '#lib/readme/report.ts'

const text = (max: number) => z.string().trim().max(max, `At most ${max} characters.`)
const blankIsNull = (value: string | null) => value || null
const address = z.url({ protocol: /^https?$/, error: 'A link starts with http:// or https://.' }).max(2000)
const YEARS = 'A year between 1000 and 2100.'

/** What a person says of one part of the file; a field that is left out stays as it was read. */
export const correctionSchema = z.object({
  title: text(1000).min(1, 'A paper needs a title.').optional(),
  /** As people write them: "Wei, J., Bosma, M." or "Jason Wei, Maarten Bosma". */
  authors: text(10_000).optional(),
  venue: text(300).nullable().transform(blankIsNull).optional(),
  year: z.number().int().min(1000, YEARS).max(2100, YEARS).nullable().optional(),
  /** Where the title leads. */
  url: address.nullable().optional(),
  /** True: no paper, keep it as text. False takes back an earlier import's true. */
  skip: z.boolean().optional(),
  /** For a refused part or prose: this is a paper. It then needs a title where none can be read. */
  isPaper: z.boolean().optional(),
})
export type Correction = z.output<typeof correctionSchema>

const side = z.enum(['ours', 'theirs'])

/** Which side a person takes, field by field; a note may also be a text that they merged. */
export const choiceSchema = z.object({
  title: side.optional(),
  authors: side.optional(),
  venue: side.optional(),
  year: side.optional(),
  links: side.optional(),
  section: side.optional(),
  note: z.union([side, z.object({ text: noteTextSchema })]).optional(),
})
export type Choice = z.output<typeof choiceSchema>

const key = z.string().min(1).max(40)
const few = (value: object) => Object.keys(value).length <= MAX_DECISIONS
const MANY = `At most ${MAX_DECISIONS} at once.`

/**
 * What a person decided about a draft, by the `key` that the preview gives each entry, prose and
 * refused part. In a call of decideDraft null takes back what was decided for that key.
 */
export const decisionsSchema = z.object({
  entries: z.record(key, correctionSchema.nullable()).refine(few, MANY).default({}),
  choices: z.record(key, choiceSchema.nullable()).refine(few, MANY).default({}),
  /** Ids of the preview's `removals` that shall be removed; left out, they stay as they were. */
  remove: z.array(key).max(MAX_DECISIONS, MANY).optional(),
})
export type DecisionsInput = z.output<typeof decisionsSchema>

/** The decisions of a draft, as they are kept. */
export type Decisions = {
  entries: Record<string, Correction>
  choices: Record<string, Choice>
  remove: string[]
}

export const NO_DECISIONS: Decisions = { entries: {}, choices: {}, remove: [] }

/** What importing a draft with the decisions made so far would do. */
export type DraftPreview = ImportReport & {
  draft: { id: string; createdAt: string; decisions: Decisions }
}
