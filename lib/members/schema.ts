import { z } from 'zod'
import { emailSchema, personNameSchema } from '#lib/accounts/schema.ts'

export const roleSchema = z.enum(['ADMIN', 'MEMBER', 'VIEWER'], { error: 'Choose a role.' })

/** A form sends an empty name where nothing was written. */
const optionalName = z.preprocess((value) => (value === '' ? undefined : value), personNameSchema.optional())

export const inviteSchema = z.object({ email: emailSchema, role: roleSchema, name: optionalName })
export type InviteInput = z.output<typeof inviteSchema>

const ref = { list: z.string().min(1).max(200), userId: z.string().min(1).max(100) }

/** What the members page sends; `list` is the slug. */
export const inviteFormSchema = inviteSchema.extend({ list: ref.list })
export const changeRoleSchema = z.object({ ...ref, role: roleSchema })
export const memberRefSchema = z.object(ref)
