/** How a page looks that says what went wrong: Failure has it as elements, Refusal as text. */
export const FAILURE_CLASS = {
  page: 'mx-auto max-w-xl py-8 sm:py-16',
  code: 'font-serif text-6xl leading-none font-light text-accent tabular-nums sm:text-7xl',
  title: 'mt-5 font-serif text-3xl leading-tight font-semibold',
  text: 'mt-3 space-y-3 text-muted',
  actions: 'mt-8 flex flex-wrap gap-3',
} as const
