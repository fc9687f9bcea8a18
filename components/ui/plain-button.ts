/**
 * `buttonClass('primary')` and `buttonClass('secondary')`, spelled out, for the few scripts that every stranger
 * loads: the function, its other looks and what it needs would come along otherwise. plain-button.test.ts keeps
 * the two in step.
 */
export const PRIMARY_BUTTON =
  'inline-flex shrink-0 items-center justify-center rounded-md border py-1 text-center font-medium no-underline transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&>svg]:size-[1.125em] [&>svg]:shrink-0 border-transparent bg-accent text-on-accent hover:bg-accent-strong min-h-10 touch:min-h-11 gap-2 px-4 text-[0.9375rem]'

export const SECONDARY_BUTTON =
  'inline-flex shrink-0 items-center justify-center rounded-md border py-1 text-center font-medium no-underline transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&>svg]:size-[1.125em] [&>svg]:shrink-0 border-line-strong bg-surface text-ink hover:border-accent hover:text-accent min-h-10 touch:min-h-11 gap-2 px-4 text-[0.9375rem]'
