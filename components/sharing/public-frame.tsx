import type { ReactNode } from 'react'

/** What stands around every shared page: whose list it is, and that it was shared. No way in, nothing to edit. */
export function PublicFrame({ title, href, children }: { title: ReactNode; href: string | null; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line">
        <div className="page-column flex min-h-14 flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3.5">
          <p className="min-w-0 font-serif text-lg font-semibold">
            {href ? (
              <a href={href} className="text-ink no-underline hover:text-accent">
                {title}
              </a>
            ) : (
              title
            )}
          </p>
          <p className="text-sm text-muted">Shared from Colloquium</p>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page-column flex-1 py-8 outline-none sm:py-12">
        {children}
      </main>
      <footer className="border-t border-line">
        <p className="page-column py-6 text-sm text-muted">
          A reading group shares this page to be read. Colloquium is the library that the group keeps its papers in.
        </p>
      </footer>
    </div>
  )
}
