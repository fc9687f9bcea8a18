import type { ComponentProps } from 'react'
import { type ButtonVariant, buttonClass } from './button-class.ts'

/** A square button that shows only an icon; `label` is its name for those who cannot see it, and its tooltip. */
export function IconButton({
  label,
  variant = 'ghost',
  type = 'button',
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & { label: string; variant?: ButtonVariant }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={buttonClass(variant, 'sm', `w-8 touch:w-11 px-0! ${className ?? ''}`)}
      {...rest}
    />
  )
}
