import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line-strong bg-surface text-ink hover:border-accent hover:text-accent',
  ghost: 'border-transparent text-ink hover:bg-accent-soft hover:text-accent-strong',
  danger: 'border-danger bg-surface text-danger hover:bg-danger hover:text-on-danger',
}

const SIZES: Record<ButtonSize, string> = {
  sm: 'min-h-8 touch:min-h-11 gap-1.5 px-2.5 text-sm',
  md: 'min-h-10 touch:min-h-11 gap-2 px-4 text-[0.9375rem]',
  lg: 'min-h-12 gap-2 px-6 text-base',
}

/** The look of a button, for the rare element that is neither Button nor ButtonLink. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', className?: string): string {
  return clsx(
    'inline-flex shrink-0 select-none items-center justify-center rounded-md border py-1 text-center font-medium no-underline transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    '[&>svg]:size-[1.125em] [&>svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
    className,
  )
}

type Look = { variant?: ButtonVariant; size?: ButtonSize }

/** A button; type="button" unless told. Icons go in as children, before the words. */
export function Button({ variant, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return <button type={type} className={buttonClass(variant, size, className)} {...rest} />
}

/** A link that looks like a button: it goes somewhere, and works without JavaScript. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={buttonClass(variant, size, className)} {...rest} />
}
