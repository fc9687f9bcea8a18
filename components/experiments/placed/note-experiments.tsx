'use client'

import { type ComponentType, useEffect, useState } from 'react'

/**
 * Makes the experiments that the notes of a page place run there. What that takes comes after the page;
 * without it, and until then, each is a link to its page.
 */
export function NoteExperiments() {
  const [Places, setPlaces] = useState<ComponentType | null>(null)
  useEffect(() => {
    import('./note-places.tsx').then(
      ({ NotePlaces }) => setPlaces(() => NotePlaces),
      // Not to be had now: they stay links.
      () => undefined,
    )
  }, [])
  return Places && <Places />
}
