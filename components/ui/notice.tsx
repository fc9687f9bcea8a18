import clsx from 'clsx'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

const TONES = {
  info: { look: 'bg-info-soft border-info/35', ink: 'text-info', Icon: Info },
  success: { look: 'bg-success-soft border-success/35', ink: 'text-success', Icon: CircleCheck },
  warning: { look: 'bg-warning-soft border-warning/35', ink: 'text-warning', Icon: TriangleAlert },
  danger: { look: 'bg-danger-soft border-danger/35', ink: 'text-danger', Icon: CircleAlert },
} as const

/**
 * Something a person should know here and now. `role`: "alert" for what has just gone wrong,
 * "status" for what has just gone well, none for what was there when the page came.
 */
export function Notice({
  tone = 'info',
  title,
  role,
  action,
  className,
  children,
}: {
  tone?: NoticeTone
  title?: ReactNode
  role?: 'alert' | 'status'
  action?: ReactNode
  className?: string
  children?: ReactNode
}) {
  const { look, ink, Icon } = TONES[tone]
  return (
    <div role={role} className={clsx('flex gap-3 rounded-md border px-4 py-3 text-[0.9375rem]', look, className)}>
      <Icon aria-hidden className={clsx('mt-0.5 size-5 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        {title && <p className={clsx('font-semibold', ink)}>{title}</p>}
        {children && <div>{children}</div>}
        {action && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  )
}
