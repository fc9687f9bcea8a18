import type { ReactNode } from 'react'

/** What is settled: there for who looks for it. */
export function ResolvedThreads({ count, children }: { count: number; children: ReactNode }) {
  return (
    <details className="rounded-lg border border-line px-4">
      <summary className="min-h-11 py-2.5 text-[0.9375rem] font-medium">
        {count === 1 ? 'A resolved thread' : `${count} resolved threads`}
      </summary>
      <div className="grid gap-4 pb-4">{children}</div>
    </details>
  )
}
