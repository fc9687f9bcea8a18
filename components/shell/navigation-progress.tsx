'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'

/**
 * Says that the next page is on its way: a thin line, after a moment, until it is there. In place of
 * loading.tsx files, which would answer 200 before a page knows whether it is a 404, and which leave
 * a page without JavaScript unread.
 */
export function NavigationProgress() {
  const pathname = usePathname()
  const search = useSearchParams()
  const here = `${pathname}?${search}`
  const [leaving, setLeaving] = useState<string | null>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return
      if (`${link.pathname}${link.search}` === `${location.pathname}${location.search}`) return
      clearTimeout(timer)
      timer = setTimeout(() => setLeaving(here), 180)
    }
    const stop = () => {
      clearTimeout(timer)
      setLeaving(null)
    }
    document.addEventListener('click', onClick)
    addEventListener('pageshow', stop)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', onClick)
      removeEventListener('pageshow', stop)
    }
  }, [here])

  const busy = leaving === here
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-50 h-0.5 print:hidden">
      {busy && (
        <>
          <span className="sr-only">Loading…</span>
          <span aria-hidden className="block h-full w-1/3 animate-travel bg-accent" />
        </>
      )}
    </div>
  )
}
