'use client'

import { useActionState } from 'react'

type Result = { ok: true } | { ok: false; message: string; fields: Record<string, string> }

/**
 * A form's action and what came of it, without losing what was typed: React empties a form after its
 * action, so give every control `defaultValue={typed('name', initial)}`.
 * `error('name')` is the field's problem. Use as <form action={run}>.
 */
export function useForm<R extends Result>(action: (form: FormData) => Promise<R>) {
  const [state, run, pending] = useActionState<{ result: R; form: FormData } | null, FormData>(
    async (_previous, form) => ({ result: await action(form), form }),
    null,
  )
  const outcome: Result | null = state?.result ?? null
  const failed = outcome?.ok === false ? outcome : null
  const typed = (name: string, initial: string): string => {
    const value = failed === null ? null : state?.form.get(name)
    return typeof value === 'string' ? value : initial
  }
  const error = (name: string): string | undefined => failed?.fields[name]
  return { result: state?.result ?? null, run, pending, typed, error }
}
