import type { ReactNode } from 'react'

/** One subject of a settings page: what it is about on the left, its controls on the right. */
export function SettingsGroup({
  title,
  description,
  children,
}: {
  title: string
  description: string
  children: ReactNode
}) {
  return (
    <section className="grid gap-x-12 gap-y-5 border-t border-line py-8 md:grid-cols-3">
      <div>
        <h2 className="font-serif text-xl font-semibold">{title}</h2>
        <p className="mt-1 text-sm text-muted">{description}</p>
      </div>
      <div className="space-y-6 md:col-span-2">{children}</div>
    </section>
  )
}
