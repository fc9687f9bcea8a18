import type { ReactNode } from 'react'

/** A page with one thing to do: a title, a sentence, and the thing. */
export function NarrowPage({
  title,
  description,
  children,
}: {
  title: string
  description?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="mx-auto max-w-md py-4 sm:py-10">
      <h1 className="font-serif text-3xl leading-tight font-semibold">{title}</h1>
      {description && <div className="mt-2.5 text-muted">{description}</div>}
      <div className="mt-8 grid gap-6">{children}</div>
    </div>
  )
}
