'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'

export type Tab = { href: string; label: string }

/** The rooms of a list. The one that a page belongs to is marked; papers belong to the first. */
export function ListTabs({ tabs }: { tabs: readonly Tab[] }) {
  const pathname = usePathname()
  const [first, ...rest] = tabs
  const current = rest.find((tab) => pathname === tab.href || pathname.startsWith(`${tab.href}/`)) ?? first
  const row = useRef<HTMLUListElement>(null)
  // On a narrow screen the row scrolls sideways; the current tab comes into view, the page stays where it is.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (row.current && here)
      row.current.scrollLeft = here.offsetLeft - row.current.clientWidth / 2 + here.offsetWidth / 2
  }, [pathname])
  return (
    <nav aria-label="List" className="border-b border-line print:hidden">
      <ul
        ref={row}
        className="page-column relative flex gap-1 overflow-x-auto [scrollbar-width:none] max-sm:mask-[linear-gradient(to_right,transparent,black_1rem,black_calc(100%-2rem),transparent)]"
      >
        {tabs.map((tab) => {
          const isCurrent = tab === current
          return (
            <li key={tab.href} className="first:-ml-3">
              <Link
                href={tab.href}
                aria-current={isCurrent ? (pathname === tab.href ? 'page' : 'true') : undefined}
                className={clsx(
                  'flex min-h-11 items-center border-b-2 px-3 text-[0.9375rem] whitespace-nowrap no-underline -outline-offset-2!',
                  isCurrent
                    ? 'border-accent font-semibold text-ink'
                    : 'border-transparent text-muted hover:border-line-strong hover:text-ink',
                )}
              >
                {tab.label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
