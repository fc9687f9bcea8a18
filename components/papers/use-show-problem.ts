'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** Takes the person to what is wrong after a refused send: the first marked field, else the message above the form. */
export function useShowProblem(result: { ok: boolean } | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (result?.ok !== false) return
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (field) field.focus()
    else form.current?.scrollIntoView({ block: 'start' })
  }, [result])
  return form
}
