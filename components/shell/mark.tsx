import clsx from 'clsx'
import { markup } from '#components/ui/markup.ts'

/** Colloquium's mark, an open book whose two pages are two people speaking, and the name beside it. */
const WORDMARK = markup`<svg viewBox="0 0 32 32" fill="none" aria-hidden="true" class="size-7 shrink-0 text-accent"><path d="M15 8.6C12.2 6.4 8.7 5.4 5 5.5A2 2 0 0 0 3 7.5V20A2 2 0 0 0 5 22H6V27L11 22.6C12.5 23 13.9 23.6 15 24.5Z" fill="currentColor"/><path d="M18 10C20.5 7.8 23.4 6.6 27 6.5A1 1 0 0 1 28 7.5V20A1 1 0 0 1 27 21H25V24.8L21.2 21.5C20 21.8 19 22.2 18 22.7Z" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/></svg><span class="font-serif text-lg leading-none font-semibold tracking-[-0.01em] text-ink">Colloquium</span>`

/** The mark with the name. */
export function Wordmark({ className }: { className?: string }) {
  return <span className={clsx('inline-flex items-center gap-2', className)} dangerouslySetInnerHTML={WORDMARK} />
}
