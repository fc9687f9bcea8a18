import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** One line of text. Put it in a Field, which labels it. */
export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input type={type} className={clsx('control', className)} {...rest} />
}
