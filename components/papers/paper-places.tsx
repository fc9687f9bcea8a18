import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PaperView } from '#lib/papers/schema.ts'

/** The sections where the paper stands, each as the way down to it. */
export function PaperPlaces({
  places,
  sectionHref,
  controls,
  children,
}: {
  places: PaperView['placements']
  sectionHref: (sectionId: string) => string
  /** What may be done with one place. */
  controls?: (place: PaperView['placements'][number]) => ReactNode
  /** What may be done with all of them. */
  children?: ReactNode
}) {
  return (
    <section aria-labelledby="places">
      <h2 id="places" className="eyebrow mb-2">
        {places.length === 1 ? 'Section' : 'Sections'}
      </h2>
      <ul className="grid gap-3">
        {places.map((place) => (
          <li key={place.id}>
            <Link href={sectionHref(place.sectionId)} className="link">
              {place.path.join(' › ')}
            </Link>
            {controls && <div className="mt-1 flex flex-wrap gap-1">{controls(place)}</div>}
          </li>
        ))}
      </ul>
      {children && <div className="mt-3">{children}</div>}
    </section>
  )
}
