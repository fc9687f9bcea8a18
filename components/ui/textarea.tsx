import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** Several lines of text; `mono` for markdown, TeX and JSON. Put it in a Field, which labels it. */
export function Textarea({
  className,
  mono = false,
  rows = 4,
  ...rest
}: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      rows={rows}
      className={clsx('control resize-y', mono && 'font-mono text-sm leading-relaxed', className)}
      {...(mono ? { spellCheck: false } : {})}
      {...rest}
    />
  )
}
