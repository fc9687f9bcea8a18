import type { DraftPreview } from '#lib/importing/decisions.ts'
import { pageOf } from '#lib/paging.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { EntryCard } from './entry-card.tsx'
import { FileLines } from './file-lines.tsx'
import { type PreviewView, VIEW_HINTS, VIEW_LABELS, papersOf } from './preview-views.ts'
import { RemovalChoices } from './removal-choices.tsx'
import { SectionTree } from './section-tree.tsx'
import { type TextPart, TextParts } from './text-parts.tsx'

/** Rich rows are dear: a list of thousands comes page by page. */
const PAPERS_A_PAGE = 40
const PARTS_A_PAGE = 60
const LINES_A_PAGE = 400

/** What the chosen view shows of a preview. */
export function PreviewBody({
  base,
  preview,
  lines,
  view,
  page: asked,
}: {
  base: string
  preview: DraftPreview
  lines: readonly string[]
  view: PreviewView
  page: number
}) {
  const href = (page: number) => `${base}?show=${view}&page=${page}`
  const heading = (
    <>
      <h2 className="font-serif text-xl font-semibold">{VIEW_LABELS[view]}</h2>
      <p className="mt-0.5 mb-4 max-w-measure text-sm text-muted">{VIEW_HINTS[view]}</p>
    </>
  )
  if (view === 'removed') {
    return (
      <section>
        {heading}
        <RemovalChoices removals={preview.removals} agreed={preview.draft.decisions.remove} />
      </section>
    )
  }
  if (view === 'sections') {
    return (
      <section>
        {heading}
        <SectionTree sections={preview.sections} />
      </section>
    )
  }
  if (view === 'lines') {
    const { page, pages } = pageOf(lines, asked, LINES_A_PAGE)
    const from = (page - 1) * LINES_A_PAGE + 1
    return (
      <section>
        {heading}
        <FileLines report={preview} lines={lines} from={from} to={from + LINES_A_PAGE - 1} />
        <Pager page={page} pages={pages} href={href} />
      </section>
    )
  }
  const { entries, choices } = preview.draft.decisions
  if (view === 'text') {
    const all: TextPart[] = [
      ...preview.refused.map((part) => ({ ...part, isRefused: true as const })),
      ...preview.prose.map((part) => ({ ...part, isRefused: false as const })),
    ]
    const { rows, page, pages } = pageOf(all, asked, PARTS_A_PAGE)
    return (
      <section>
        {heading}
        <TextParts parts={rows} decided={entries} />
        <Pager page={page} pages={pages} href={href} />
      </section>
    )
  }
  const { rows, page, pages } = pageOf(papersOf(preview, view), asked, PAPERS_A_PAGE)
  if (rows.length === 0) return <EmptyState title="Nothing here" />
  return (
    <section>
      {heading}
      <ol className="divide-y divide-line border-y border-line">
        {rows.map((paper) => (
          <EntryCard
            key={paper.key}
            paper={paper}
            lines={lines}
            correction={entries[paper.key] ?? null}
            choice={choices[paper.key] ?? null}
          />
        ))}
      </ol>
      <Pager page={page} pages={pages} href={href} />
    </section>
  )
}
