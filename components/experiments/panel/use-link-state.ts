'use client'

import { useEffect, useRef } from 'react'
import { withQuery } from './link-tools.tsx'

/** Keeps the page's address in step with the form, without a step in the history; browsers allow it a few times a second only. */
export function useLinkState(isOn: boolean, texts: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(texts).toString()
  const first = useRef(true)
  useEffect(() => {
    if (!isOn) return
    // As it came, the address says what the form shows, in words that a person may have typed.
    if (first.current) {
      first.current = false
      return
    }
    const timer = setTimeout(() => {
      const path = withQuery(location.pathname, Object.fromEntries(new URLSearchParams(query)))
      history.replaceState(history.state, '', path + location.hash)
    }, 250)
    return () => clearTimeout(timer)
  }, [isOn, query])
}
