import { z } from 'zod'

export const EXPIRIES = ['never', '1d', '7d', '30d', '90d', 'date'] as const
const DAYS = { '1d': 1, '7d': 7, '30d': 30, '90d': 90 } as const
const DAY_MS = 86_400_000

/** An empty field of a form is a field that was left out. */
const text = (max: number, message: string) =>
  z
    .string()
    .trim()
    .max(max, message)
    .nullish()
    .transform((value) => value || null)

const checkbox = z
  .union([z.boolean(), z.literal('on'), z.literal('true')])
  .nullish()
  .transform((value) => Boolean(value))

const shape = z.object({
  scope: z.enum(['LIST', 'SECTION', 'PAPER'], 'Choose what to share.'),
  sectionId: text(64, 'Choose a section of this list.'),
  paperId: text(64, 'Choose a paper of this list.'),
  includeNotes: checkbox,
  /** What the group says about the papers and their notes; only together with the notes. */
  includeComments: checkbox,
  label: text(120, 'A label has at most 120 characters.'),
  /** Not trimmed: spaces may belong to a password. */
  password: z
    .string()
    .max(200, 'A password has at most 200 characters.')
    .nullish()
    .transform((value) => value || null)
    .refine((value) => value === null || value.length >= 8, 'A password has at least 8 characters.'),
  expiry: z.enum(EXPIRIES, 'Choose when the link ends.').default('never'),
  /** A day, for expiry "date": the link works to the end of that day (UTC). */
  expiresOn: text(10, 'Choose a day.'),
})

function endOf(input: { expiry: (typeof EXPIRIES)[number]; expiresOn: string | null }, now = Date.now()): Date | null {
  if (input.expiry === 'never') return null
  if (input.expiry !== 'date') return new Date(now + DAYS[input.expiry] * DAY_MS)
  return new Date(`${input.expiresOn}T23:59:59.999Z`)
}

/** What the form (or any caller) says about a new link; `expiresAt` is worked out from its two fields. */
export const shareLinkSchema = shape
  .superRefine((input, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (input.scope === 'SECTION' && !input.sectionId) wrong('sectionId', 'Choose a section of this list.')
    if (input.scope === 'PAPER' && !input.paperId) wrong('paperId', 'Choose a paper of this list.')
    const end = endOf(input)
    if (end && Number.isNaN(end.getTime())) wrong('expiresOn', 'Choose a day.')
    else if (end && end.getTime() <= Date.now()) wrong('expiresOn', 'Choose a day that has not passed.')
  })
  .transform(({ expiry, expiresOn, ...input }) => ({
    ...input,
    includeComments: input.includeNotes && input.includeComments,
    sectionId: input.scope === 'SECTION' ? input.sectionId : null,
    paperId: input.scope === 'PAPER' ? input.paperId : null,
    expiresAt: endOf({ expiry, expiresOn }),
  }))
export type ShareLinkInput = z.output<typeof shareLinkSchema>

export const createShareSchema = z.intersection(z.object({ list: z.string().min(1).max(200) }), shareLinkSchema)

export const revokeShareSchema = z.object({ list: z.string().min(1).max(200), id: z.string().min(1).max(64) })

export const unlockShareSchema = z.object({
  token: z.string().max(200),
  password: z.string().max(200).default(''),
  /** The paper that the visitor was on their way to. */
  paper: text(64, ''),
})
