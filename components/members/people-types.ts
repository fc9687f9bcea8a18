import type { WhyNoLink } from '#lib/members/policy.ts'

/** What an action answers, as app/ hands it to the forms here. */
type Answer<T> = { ok: true; data: T } | { ok: false; message: string; fields: Record<string, string> }

export type PersonAction = (input: FormData | Record<string, unknown>) => Promise<Answer<void>>

/** For useActionState: works without JavaScript too. */
export type PersonFormAction = (previous: Answer<void> | null, form: FormData) => Promise<Answer<void>>

/** A person's one-time link as the page shows it, once. */
export type LinkShown = {
  userId: string
  email: string
  link: { url: string; expires: Date } | null
  /** Whether the link opens every list of the person, or this one only. */
  opensAll: boolean
  withoutLink: WhyNoLink | null
  mailed: boolean
}

export type InviteAction = (previous: Answer<LinkShown> | null, form: FormData) => Promise<Answer<LinkShown>>
export type NewLinkAction = (input: Record<string, unknown>) => Promise<Answer<LinkShown>>
