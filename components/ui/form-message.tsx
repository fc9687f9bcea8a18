import type { ReactNode } from 'react'
import { Notice } from './notice.tsx'

type Result = { ok: true } | { ok: false; message: string } | null | undefined

/** What became of the form: the refusal's message, or `success` where it went well. Announced by screen readers. */
export function FormMessage({
  result,
  success,
  className,
}: {
  result: Result
  success?: ReactNode
  className?: string
}) {
  return (
    <div aria-live="polite" className={className}>
      {result?.ok === false && <Notice tone="danger">{result.message}</Notice>}
      {result?.ok === true && success && <Notice tone="success">{success}</Notice>}
    </div>
  )
}
