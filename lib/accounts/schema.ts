import { z } from 'zod'
import { normalizeEmail } from './sign-in-links.ts'

export const emailSchema = z
  .string({ error: 'Write an e-mail address.' })
  .max(254, 'This address is too long.')
  .transform(normalizeEmail)
  .pipe(z.email({ error: 'This is not an e-mail address.' }))

export const personNameSchema = z.string().trim().min(1, 'Write a name.').max(100, 'A name has at most 100 characters.')

export const requestLinkSchema = z.object({ email: emailSchema })
export const renameSchema = z.object({ name: personNameSchema })
export const changeEmailSchema = z.object({ email: emailSchema })
export const endSessionSchema = z.object({ sessionId: z.string().min(1).max(100) })
/** Of an action that needs to be told nothing. */
export const nothingSchema = z.object({})
