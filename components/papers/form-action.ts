import { type SyntheticEvent, startTransition } from 'react'
import type { ActionInput, ActionResult } from '#lib/web/action.ts'

/** A server action as a form takes it. FormAction<never>: where it goes well it leads to another page. */
export type FormAction<T> = (previous: ActionResult<T> | null, input: ActionInput) => Promise<ActionResult<T>>

/** A server action as a component calls it. */
export type CallAction<T> = (input: ActionInput) => Promise<ActionResult<T>>

/** React empties a form whose action has ended; sent by hand, it keeps what was typed. */
export function keepTyped(send: (form: FormData) => void) {
  return (event: SyntheticEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget, event.nativeEvent.submitter)
    startTransition(() => send(form))
  }
}
