import { EmptyState } from '#components/ui/empty-state.tsx'
import { Pager } from '#components/ui/pager.tsx'
import type { Decisions } from '#lib/readme/plan/decisions.ts'
import type { PreviewBody as Body, PreviewPage } from '#lib/readme/report/preview-page.ts'
import { EntryCard } from './entry-card.tsx'
import { FileLines } from './file-lines.tsx'
import { VIEW_HINTS, VIEW_LABELS } from './preview-labels.ts'
import { RemovalChoices } from './removal-choices.tsx'
import { SectionTree } from './section-tree.tsx'
import { TextParts } from '../text-parts.tsx'

function Rows({ body, decisions }: { body: Body; decisions: Decisions }) {
  switch (body.kind) {
    case 'removed':
      return <RemovalChoices removals={body.removals} agreed={decisions.remove} />
    case 'sections':
      return <SectionTree sections={body.sections} />
    case 'lines':
      return <FileLines lines={body.lines} />
    case 'text':
      return <TextParts parts={body.parts} decided={decisions.entries} />
    case 'papers':
      return (
        <ol className="divide-y divide-line border-y border-line">
          {body.papers.map((paper) => (
            <EntryCard
              key={paper.key}
              paper={paper}
              correction={decisions.entries[paper.key] ?? null}
              choice={decisions.choices[paper.key] ?? null}
            />
          ))}
        </ol>
      )
  }
}

/** What the chosen view shows of a preview. */
export function PreviewBody({
  base,
  preview,
  decisions,
}: {
  base: string
  preview: PreviewPage
  decisions: Decisions
}) {
  const { body, view, page, pages } = preview
  if (body.kind === 'papers' && body.papers.length === 0) return <EmptyState title="Nothing here" />
  return (
    <section>
      <h2 className="font-serif text-xl font-semibold">{VIEW_LABELS[view]}</h2>
      <p className="mt-0.5 mb-4 max-w-measure text-sm text-muted">{VIEW_HINTS[view]}</p>
      <Rows body={body} decisions={decisions} />
      <Pager page={page} pages={pages} href={(to) => `${base}?show=${view}&page=${to}`} />
    </section>
  )
}
