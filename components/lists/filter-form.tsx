import { buttonClass } from '#components/ui/button-class.ts'
import { Glyph } from '#components/ui/glyph.tsx'
import { markup } from '#components/ui/markup.ts'
import { Input } from '#components/ui/input.tsx'
import type { PaperPage } from '#lib/papers/queries.ts'
import type { ListView as View } from '#lib/papers/view/view.ts'
import { SORT_LABELS } from './sort-labels.ts'
import './filter-form.css'

const number = new Intl.NumberFormat('en')

type Option = { value: string; label: string }

/** A select as text: a large list has a hundred venues. Sent by the form it stands in. */
function Choice({ name, label, value, options }: { name: string; label: string; value: string; options: Option[] }) {
  const items = options.map((option) =>
    option.value === value
      ? markup`<option value="${option.value}" selected>${option.label}</option>`
      : markup`<option value="${option.value}">${option.label}</option>`,
  )
  const select = markup`<select class="control" name="${name}" aria-label="${label}">
    ${items}
  </select>`
  return <div className="min-w-0" dangerouslySetInnerHTML={select} />
}

/** Keeps what is chosen among the options, also where the list no longer has it. */
function withChosen(options: Option[], chosen: string | null): Option[] {
  if (chosen === null || options.some(({ value }) => value === chosen)) return options
  return [...options, { value: chosen, label: chosen }]
}

/** Search, filters and order of a list: a form that needs no script, and makes an address that can be sent on. */
export function FilterForm({ base, view, facets }: { base: string; view: View; facets: PaperPage['facets'] }) {
  const year = view.year === null ? null : String(view.year)
  const years = facets.years.map((each) => ({
    value: String(each.year),
    label: `${each.year} (${number.format(each.count)})`,
  }))
  const venues = facets.venues.map((each) => ({
    value: each.venue,
    label: `${each.venue} (${number.format(each.count)})`,
  }))
  const sorts = Object.entries(SORT_LABELS).map(([value, label]) => ({ value, label }))
  const relevance = view.q === '' ? [] : [{ value: 'list', label: 'Best match first' }]
  return (
    <form action={base} method="get" role="search" aria-label="Papers of this list" className="filter-form">
      <div className="filter-search">
        <Glyph
          name="search"
          className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-muted"
        />
        <Input
          type="search"
          name="q"
          defaultValue={view.q}
          maxLength={200}
          autoComplete="off"
          aria-label="Search papers"
          placeholder="Title, author, arXiv id…"
          className="pl-10"
        />
      </div>
      <Choice
        name="year"
        label="Year"
        value={year ?? ''}
        options={[{ value: '', label: 'Any year' }, ...withChosen(years, year)]}
      />
      <Choice
        name="venue"
        label="Venue"
        value={view.venue ?? ''}
        options={[{ value: '', label: 'Any venue' }, ...withChosen(venues, view.venue)]}
      />
      <Choice
        name="sort"
        label="Order"
        value={view.sort}
        options={[...relevance, ...sorts.filter(({ value }) => relevance.length === 0 || value !== 'list')]}
      />
      {view.section !== null && <input type="hidden" name="section" value={view.section} />}
      <button type="submit" className={buttonClass('primary')}>
        Search
      </button>
    </form>
  )
}
