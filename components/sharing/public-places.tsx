/** The sections where a paper stands, within what is shared. Plain links: a public page brings no router. */
export function PublicPlaces({
  places,
  sectionHref,
}: {
  places: { sectionId: string; path: string[] }[]
  sectionHref: (sectionId: string) => string
}) {
  if (places.length === 0) return null
  return (
    <section aria-labelledby="places">
      <h2 id="places" className="eyebrow mb-2">
        {places.length === 1 ? 'Section' : 'Sections'}
      </h2>
      <ul className="grid gap-3">
        {places.map((place) => (
          <li key={place.sectionId}>
            <a href={sectionHref(place.sectionId)} className="link">
              {place.path.join(' › ')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
