import { Glyph } from '#components/ui/glyph.tsx'
import { type ListView as View, FIRST_VIEW, changedViewHref, listViewHref } from '#lib/papers/view/view.ts'

type Active = { label: string; change: Partial<View> }

function activeFilters(view: View, sectionTitle: string): Active[] {
  return [
    ...(view.q === '' ? [] : [{ label: `“${view.q}”`, change: { q: '' } }]),
    ...(view.section === null ? [] : [{ label: sectionTitle, change: { section: null } }]),
    ...(view.year === null ? [] : [{ label: String(view.year), change: { year: null } }]),
    ...(view.venue === null ? [] : [{ label: view.venue, change: { venue: null } }]),
  ]
}

/** What narrows the view, each with the link that takes it away. */
export function ActiveFilters({ base, view, sectionTitle }: { base: string; view: View; sectionTitle: string }) {
  const active = activeFilters(view, sectionTitle)
  if (active.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-2">
      {active.map(({ label, change }) => (
        <li key={label} className="min-w-0">
          <a
            href={changedViewHref(base, view, change)}
            aria-label={`Remove the filter ${label}`}
            className="flex min-h-8 touch:min-h-11 items-center gap-1.5 rounded-md bg-accent-soft px-2.5 text-sm text-accent-strong hover:bg-sunken"
          >
            <span className="truncate">{label}</span>
            <Glyph name="close" className="size-3.5 shrink-0" />
          </a>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <a
            href={listViewHref(base, { ...FIRST_VIEW, sort: view.sort })}
            className="link inline-flex min-h-8 touch:min-h-11 items-center px-1 text-sm"
          >
            Clear all
          </a>
        </li>
      )}
    </ul>
  )
}
