import type { ReactNode } from 'react'
import { FAILURE_CLASS } from './failure-class.ts'

/** What a page says when it cannot be the page one asked for: what happened, why perhaps, and where to go. */
export function Failure({
  code,
  title,
  actions,
  children,
}: {
  /** "404" and the like; decorative, the title says it in words. */
  code: string
  title: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={FAILURE_CLASS.page}>
      <p aria-hidden className={FAILURE_CLASS.code}>
        {code}
      </p>
      <h1 className={FAILURE_CLASS.title}>{title}</h1>
      <div className={FAILURE_CLASS.text}>{children}</div>
      {actions && <div className={FAILURE_CLASS.actions}>{actions}</div>}
    </div>
  )
}
