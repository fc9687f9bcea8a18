'use client'

import { useEffect } from 'react'

const QUESTION = 'Leave without saving? Your text stays in this browser, and you can bring it back here.'

/** Asks before the tab closes or a link leads away while something is unsaved. */
export function useLeaveGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const beforeLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const opensHere = link && !link.getAttribute('target') && !(event.ctrlKey || event.metaKey || event.shiftKey)
      if (!opensHere || link.getAttribute('href')?.startsWith('#')) return
      if (window.confirm(QUESTION)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('beforeunload', beforeUnload)
    document.addEventListener('click', beforeLink, true)
    return () => {
      window.removeEventListener('beforeunload', beforeUnload)
      document.removeEventListener('click', beforeLink, true)
    }
  }, [unsaved])
}
