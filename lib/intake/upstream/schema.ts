import { z } from 'zod'

/** What the schedule offers, in hours; any other number of whole hours works as well. */
export const CHECK_INTERVALS = [
  { hours: null, label: 'Only when asked' },
  { hours: 24, label: 'Every day' },
  { hours: 168, label: 'Every week' },
  { hours: 720, label: 'Every month' },
] as const

const HOURS_IN_A_YEAR = 8760

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max} characters.`)
    .transform((value) => (value === '' ? null : value))
    .nullish()
    .transform((value) => value ?? null)

/** An address to import from; branch and path are for repositories on GitHub. */
export const addressSchema = z.object({
  url: z.string().trim().min(1, 'Give an address.').max(2000, 'At most 2000 characters.'),
  branch: optionalText(200),
  path: optionalText(1000),
})

/** The address that a list is kept at, and how often to look there; an empty interval means only when asked. */
export const upstreamSchema = addressSchema.extend({
  checkEveryHours: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce.number().int().min(1).max(HOURS_IN_A_YEAR, 'At least once a year.').nullable(),
  ),
})
export type UpstreamFields = z.output<typeof upstreamSchema>

/** What upstream has that the list does not, in papers. All 0: its text is another, no paper is. */
export const newsSchema = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  /** In the list since the last import, and upstream no more. */
  missing: z.number().int(),
})
export type UpstreamNews = z.output<typeof newsSchema>

/** As the list's page shows it. */
export type UpstreamView = UpstreamFields & {
  checkedAt: Date | null
  nextCheckAt: Date | null
  /** Null: nothing new at the last look, or it has been imported since. */
  news: UpstreamNews | null
  /** Why the last look failed, in one sentence. */
  error: string | null
}
