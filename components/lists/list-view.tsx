import type { ReactNode } from 'react'
import { PaperRows } from '#components/papers/paper-row.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { type Outline, outlineWithin, pathToSection } from '#lib/lists/outline.ts'
import { plainText } from '#lib/markdown/plain-text.ts'
import type { PaperPage } from '#lib/papers/queries.ts'
import { type ListView as View, changedViewHref, isFiltered } from '#lib/papers/view/view.ts'
import { ActiveFilters } from './active-filters.tsx'
import { FilterForm } from './filter-form.tsx'
import { NothingHere } from './nothing-here.tsx'
import { SectionTree } from './section-tree.tsx'
import { SectionedRows } from './sectioned-rows.tsx'

const number = new Intl.NumberFormat('en')
const papers = (count: number) => `${number.format(count)} ${count === 1 ? 'paper' : 'papers'}`

function countLine(page: PaperPage, view: View): string {
  if (page.total === null) return ''
  if (!isFiltered(view)) return papers(page.total)
  return view.q === ''
    ? `${number.format(page.total)} of ${papers(page.of)}`
    : `${number.format(page.total)} of ${number.format(page.of)} match`
}

/**
 * A list as it is read: its sections, search and filters, and a page of its papers. Complete without a
 * script: links and one form. The same for a member and for whoever opens a shared link.
 */
export function ListView({
  base,
  outline,
  page,
  view,
  paperHref,
  macros = {},
  emptyAction,
}: {
  /** The address of the view's first page with nothing chosen. */
  base: string
  /** What is shown: the list's outline, or that of the section that is shared. */
  outline: Outline
  page: PaperPage
  view: View
  paperHref: (id: string) => string
  macros?: Record<string, string>
  /** What somebody may do who finds a list without papers. */
  emptyAction?: ReactNode
}) {
  const path = view.section === null ? [] : pathToSection(outline, view.section)
  const shown = view.section === null ? outline : outlineWithin(outline, view.section)
  const sectionHref = (section: string | null) => changedViewHref(base, view, { section })
  const inListOrder = view.sort === 'list' && view.q === ''
  const isNarrowed = view.q !== '' || view.year !== null || view.venue !== null
  const options = { paperHref, macros, sectionHref }
  const sectionTitle = path.map(({ title }) => plainText(title)).join(' › ') || 'A section that is gone'
  const hasSections = outline.some((section) => section.children.length > 0) || outline.length > 1
  const isBare = page.rows.length === 0 && (isNarrowed || shown.length === 0 || !inListOrder)
  return (
    <div
      className={
        hasSections
          ? 'grid grid-cols-[minmax(0,1fr)] items-start gap-x-12 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]'
          : ''
      }
    >
      {hasSections && (
        <SectionTree
          outline={outline}
          total={page.of}
          current={view.section}
          sectionHref={sectionHref}
          macros={macros}
        />
      )}
      <div className="min-w-0">
        {page.of > 0 && <FilterForm base={base} view={view} facets={page.facets} />}
        <div className="mt-4 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-sm text-muted tabular-nums">{countLine(page, view)}</p>
          <ActiveFilters base={base} view={view} sectionTitle={sectionTitle} />
        </div>
        {isBare ? (
          <NothingHere base={base} view={view} isEmptyList={page.of === 0} action={emptyAction} />
        ) : inListOrder ? (
          <SectionedRows outline={shown} page={page} isFiltered={isNarrowed} options={options} />
        ) : (
          <PaperRows papers={page.rows} options={options} />
        )}
        {(view.cursor !== null || page.nextCursor !== null) && (
          <nav aria-label="Pages" className="mt-8 flex flex-wrap gap-3">
            {view.cursor !== null && (
              <a href={changedViewHref(base, view, {})} className={buttonClass('secondary')}>
                First page
              </a>
            )}
            {page.nextCursor !== null && (
              <a
                href={changedViewHref(base, view, { cursor: page.nextCursor })}
                rel="next"
                className={buttonClass('secondary')}
              >
                Next page
              </a>
            )}
          </nav>
        )}
      </div>
    </div>
  )
}
