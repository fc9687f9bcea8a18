'use client'

import { useEffect, useEffectEvent } from 'react'

const KEPT = 'Leave without saving? Your text stays in this browser, and you can bring it back here.'
const LOST = 'Leave without saving? What you wrote last is kept nowhere else, and will be lost.'

/**
 * Asks before the tab closes, or a link or the way back leads elsewhere, while something is unsaved.
 * @param isKept whether this browser has it, looked at when it is asked.
 */
export function useLeaveGuard(unsaved: boolean, isKept: () => boolean = () => true): void {
  const mayLeave = useEffectEvent(() => window.confirm(isKept() ? KEPT : LOST))
  useEffect(() => {
    if (!unsaved) return
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const beforeLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const opensHere = link && !link.getAttribute('target') && !(event.ctrlKey || event.metaKey || event.shiftKey)
      if (!opensHere || link.getAttribute('href')?.startsWith('#')) return
      if (mayLeave()) return
      event.preventDefault()
      event.stopPropagation()
    }
    // Back and forward within the app: the page stays, and only the Navigation API can hold it.
    const beforeTraverse = (event: NavigateEvent) => {
      const { url, sameDocument } = event.destination
      const isAway = event.navigationType === 'traverse' && sameDocument && new URL(url).pathname !== location.pathname
      if (isAway && event.cancelable && !mayLeave()) event.preventDefault()
    }
    const navigation = 'navigation' in window ? window.navigation : null
    window.addEventListener('beforeunload', beforeUnload)
    document.addEventListener('click', beforeLink, true)
    navigation?.addEventListener('navigate', beforeTraverse)
    return () => {
      window.removeEventListener('beforeunload', beforeUnload)
      document.removeEventListener('click', beforeLink, true)
      navigation?.removeEventListener('navigate', beforeTraverse)
    }
  }, [unsaved])
}
