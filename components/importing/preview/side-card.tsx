import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A side as a card that can be chosen as a whole. */
export function SideCard({
  name,
  label,
  isChosen,
  onChoose,
  children,
}: {
  name: string
  label: string
  isChosen: boolean
  onChoose: () => void
  children?: ReactNode
}) {
  return (
    <label
      className={clsx(
        'flex min-w-0 gap-3 rounded-md border p-3 transition-colors',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-surface hover:border-line-strong',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-[1.125rem] shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1">
        <span className="eyebrow mb-1 block">{label}</span>
        {children}
      </span>
    </label>
  )
}
