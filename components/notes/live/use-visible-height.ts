'use client'

import { type RefObject, useEffect } from 'react'

/**
 * Tells `element`'s style how high the part of the page is that one can see, in px, as --visible-height: on
 * a phone whose keyboard is open that is half of the page, and no unit of CSS says so everywhere.
 */
export function useVisibleHeight(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const onChange = () => {
      // Zoomed in, one sees less because one wants to.
      if (viewport.scale > 1.05) return
      element.current?.style.setProperty('--visible-height', `${Math.round(viewport.height)}px`)
    }
    onChange()
    viewport.addEventListener('resize', onChange)
    return () => viewport.removeEventListener('resize', onChange)
  }, [element])
}
