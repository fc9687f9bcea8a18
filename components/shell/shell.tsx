import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'
import { ToastProvider } from '#components/ui/toast.tsx'
import { AccountMenu, type SignOut } from './account-menu.tsx'
import { ListTabs, type Tab } from './list-tabs.tsx'
import { NavigationProgress } from './navigation-progress.tsx'
import { SiteFooter } from './site-footer.tsx'
import { SiteHeader } from './site-header.tsx'

/**
 * What stands around the pages of signed-in people: the header with their account, a list's tabs,
 * the one <main id="main">, the footer and the toasts. Layouts use it; pages inside render no <main>.
 */
export function Shell({
  user,
  signOut,
  crumb,
  tabs,
  children,
}: {
  /** Null: nobody is signed in, and the page inside will send them to sign in. */
  user: { name: string | null; email: string } | null
  signOut: SignOut
  crumb?: { href: string; title: string }
  tabs?: readonly Tab[]
  children: ReactNode
}) {
  return (
    <ToastProvider>
      <Suspense>
        <NavigationProgress />
      </Suspense>
      <SiteHeader
        crumb={
          crumb && (
            <Link
              href={crumb.href}
              className="flex min-h-11 min-w-0 items-center rounded-md px-1 font-medium no-underline hover:text-accent"
            >
              <span className="truncate">{crumb.title}</span>
            </Link>
          )
        }
        account={user ? <AccountMenu name={user.name} email={user.email} signOut={signOut} /> : undefined}
      />
      {tabs ? <ListTabs tabs={tabs} /> : <div className="border-b border-line" />}
      <main id="main" tabIndex={-1} className="page-column flex-1 pt-8 outline-none sm:pt-10">
        {children}
      </main>
      <SiteFooter />
    </ToastProvider>
  )
}
