'use client'

import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { RunHere } from './run-here.tsx'

type Place = { box: HTMLElement; href: string; title: string; parameters: Record<string, string> }

function readParameters(place: HTMLElement): Record<string, string> {
  try {
    const given: unknown = JSON.parse(place.dataset.parameters ?? '{}')
    if (typeof given !== 'object' || given === null) return {}
    return Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >
  } catch {
    return {}
  }
}

/**
 * Makes the experiments that the notes of a page place run there: see note-experiments.tsx, which loads it.
 */
export function NotePlaces() {
  const [places, setPlaces] = useState<Place[]>([])
  useEffect(() => {
    const found = [...document.querySelectorAll<HTMLElement>('.rendered-note .experiment-place[data-experiment]')]
    const made = found.flatMap((place): Place[] => {
      const link = place.querySelector<HTMLAnchorElement>('a[href]')
      if (!link) return []
      const box = document.createElement('div')
      place.append(box)
      return [{ box, href: link.pathname, title: link.textContent ?? '', parameters: readParameters(place) }]
    })
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the places are in HTML that React did not make
    setPlaces(made)
    return () => made.forEach(({ box }) => box.remove())
  }, [])
  return places.map(({ box, href, title, parameters }, at) =>
    createPortal(<RunHere href={href} title={title} parameters={parameters} />, box, String(at)),
  )
}
