import type { CallAction } from '#components/papers/form-action.ts'

/** What can be done in a discussion; each ends well or with a message. */
export type DiscussionActions = {
  start: CallAction<{ id: string }>
  reply: CallAction<{ id: string }>
  resolve: CallAction<void>
  edit: CallAction<void>
  remove: CallAction<void>
  seen: CallAction<void>
}

/** Null: sent. Otherwise why it was not. */
export type Sent = string | null
