'use client'

import { type ReactNode, useActionState } from 'react'
import type { FormAction } from '#components/papers/form-action.ts'
import { buttonClass } from '#components/ui/button-class.ts'

/** One step up or down among the sections of the same parent; works without JavaScript. */
export function StepForm({
  action,
  list,
  section,
  direction,
  isEnd,
  children,
}: {
  action: FormAction<void>
  list: string
  section: { id: string; title: string }
  direction: 'up' | 'down'
  /** It is the first (or last) already. */
  isEnd: boolean
  children: ReactNode
}) {
  const [, send, isPending] = useActionState(action, null)
  const label = `Move ${section.title} ${direction}`
  return (
    <form action={send}>
      <input type="hidden" name="list" value={list} />
      <input type="hidden" name="section" value={section.id} />
      <input type="hidden" name="direction" value={direction} />
      <button
        type="submit"
        aria-label={label}
        title={label}
        aria-disabled={isEnd || isPending}
        onClick={(event) => (isEnd || isPending) && event.preventDefault()}
        className={buttonClass('ghost', 'sm', 'w-8 touch:w-11 px-0!')}
      >
        {children}
      </button>
    </form>
  )
}
