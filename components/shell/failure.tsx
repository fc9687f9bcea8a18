import type { ReactNode } from 'react'

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
    <div className="mx-auto max-w-xl py-8 sm:py-16">
      <p aria-hidden className="font-serif text-6xl leading-none font-light text-accent tabular-nums sm:text-7xl">
        {code}
      </p>
      <h1 className="mt-5 font-serif text-3xl leading-tight font-semibold">{title}</h1>
      <div className="mt-3 space-y-3 text-muted">{children}</div>
      {actions && <div className="mt-8 flex flex-wrap gap-3">{actions}</div>}
    </div>
  )
}
