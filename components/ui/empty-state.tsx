import clsx from 'clsx'
import type { ReactNode } from 'react'

/** What stands where nothing is yet: says why it is empty and what to do next. */
export function EmptyState({
  title,
  icon,
  action,
  as: Heading = 'h2',
  className,
  children,
}: {
  title: string
  /** A lucide icon or drawing; decorative. */
  icon?: ReactNode
  action?: ReactNode
  as?: 'h2' | 'h3' | 'p'
  className?: string
  children?: ReactNode
}) {
  return (
    <div
      className={clsx(
        'flex flex-col items-center rounded-lg border border-dashed border-line px-6 py-12 text-center',
        className,
      )}
    >
      {icon && (
        <div aria-hidden className="mb-4 text-accent [&>svg]:size-8">
          {icon}
        </div>
      )}
      <Heading className="font-serif text-xl font-semibold">{title}</Heading>
      {children && <div className="mt-2 max-w-md text-muted">{children}</div>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  )
}
