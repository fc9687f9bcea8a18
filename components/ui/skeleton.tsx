import clsx from 'clsx'
import type { ReactNode } from 'react'

/** The shape of what is on its way. Give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('animate-pulse rounded-sm bg-line', className)} />
}

/** Wraps the skeletons of a page and says once, to those who cannot see them, that it is loading. */
export function Loading({ label = 'Loading…', children }: { label?: string; children: ReactNode }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  )
}
