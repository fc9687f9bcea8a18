import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** A sheet that holds things which belong together. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={clsx('rounded-lg border border-line bg-surface p-5 shadow-sm sm:p-6', className)} {...rest} />
}
