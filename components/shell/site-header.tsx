import { LogIn } from 'lucide-react'
import type { ReactNode } from 'react'
import { buttonClass } from '#components/ui/button-class.ts'
import { Wordmark } from './mark.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** The top line for everybody: the way home, where one is, and the person's own corner (`account`, else "Sign in"). */
export function SiteHeader({
  crumb,
  account,
  signIn = true,
}: {
  /** Where one is: a link to the list. */
  crumb?: ReactNode
  account?: ReactNode
  /** Whether strangers are offered to sign in here. */
  signIn?: boolean
}) {
  return (
    <header className="page-column flex min-h-16 items-center gap-2 print:hidden">
      <a href="/" className="-ml-1 flex min-h-11 shrink-0 items-center rounded-md px-1 no-underline">
        <Wordmark className={crumb ? 'max-sm:[&>span]:sr-only' : ''} />
      </a>
      {crumb && (
        <>
          <span aria-hidden className="text-xl font-light text-line-strong">
            /
          </span>
          {crumb}
        </>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-1">
        <ThemeToggle />
        {account ??
          (signIn && (
            <a href="/sign-in" className={buttonClass('secondary', 'sm', 'min-h-9')}>
              <LogIn aria-hidden />
              Sign in
            </a>
          ))}
      </div>
    </header>
  )
}
