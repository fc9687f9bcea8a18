import clsx from 'clsx'

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

/**
 * The look of a button for what is neither Button nor ButtonLink: a plain <a> on a public page,
 * which must not bring the client router along.
 */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', className?: string): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-md border py-1 text-center font-medium no-underline transition-colors select-none',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    '[&>svg]:size-[1.125em] [&>svg]:shrink-0',
    VARIANTS[variant],
    SIZES[size],
    className,
  )
}
