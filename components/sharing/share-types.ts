import type { ActionInput, ActionResult } from '#lib/web/action.ts'

type Action<T> = (previous: ActionResult<T> | null, input: ActionInput) => Promise<ActionResult<T>>

/** Answers with the new link's address, the only time that anybody sees it. */
export type CreateShare = Action<{ url: string }>
export type RevokeShare = Action<null>
