import type { ReactNode } from 'react'
import { SiteFooter } from './site-footer.tsx'
import { SiteHeader } from './site-header.tsx'

/** A page that knows nobody: header, <main id="main">, footer, and no client JavaScript. For errors, sign-in, landing. */
export function PlainPage({ signIn = false, children }: { signIn?: boolean; children: ReactNode }) {
  return (
    <>
      <SiteHeader signIn={signIn} />
      <main id="main" tabIndex={-1} className="page-column flex-1 pt-8 outline-none sm:pt-12">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
