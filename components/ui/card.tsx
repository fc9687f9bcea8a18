import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** A sheet that holds things which belong together. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={clsx('rounded-lg border border-line bg-surface p-5 shadow-sm sm:p-6', className)} {...rest} />
}

/** A card's heading: an <h2> unless the page's outline asks for another level. */
export function CardTitle({ as: Heading = 'h2', className, ...rest }: ComponentProps<'h2'> & { as?: 'h2' | 'h3' }) {
  return <Heading className={clsx('font-serif text-xl leading-snug font-semibold', className)} {...rest} />
}
