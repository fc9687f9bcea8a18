import clsx from 'clsx'
import type { ReactNode } from 'react'

/** The top of a page: its one <h1>, a sentence about it, what can be done with it. */
export function PageHeader({
  title,
  eyebrow,
  description,
  actions,
  className,
}: {
  title: ReactNode
  /** A small line above the title that says where one is. */
  eyebrow?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  className?: string
}) {
  return (
    <div className={clsx('mb-8 flex flex-wrap items-start justify-between gap-x-8 gap-y-4', className)}>
      <div className="min-w-0 flex-1 basis-80">
        {eyebrow && <p className="eyebrow mb-2">{eyebrow}</p>}
        <h1 className="font-serif text-3xl leading-tight font-semibold tracking-[-0.01em] sm:text-4xl">{title}</h1>
        {description && <div className="mt-2.5 max-w-measure text-muted">{description}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2.5 sm:pt-1.5">{actions}</div>}
    </div>
  )
}
