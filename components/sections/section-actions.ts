import type { CallAction, FormAction } from '#components/papers/form-action.ts'

/** What an admin may do with a section. */
export type SectionActions = {
  add: FormAction<void>
  rename: FormAction<void>
  move: FormAction<void>
  remove: CallAction<unknown>
}
