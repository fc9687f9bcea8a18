import { type ReactNode, useId } from 'react'
import { summarize } from '#lib/importing/format-report.ts'
import type { ImportReport, PaperReport } from '#lib/importing/report.ts'
import { Notice } from '#components/ui/notice.tsx'
import { ImportCounts } from './import-counts.tsx'
import { PaperList } from './paper-list.tsx'
import { SectionTree } from './section-tree.tsx'

const DOUBTFUL = 0.7
const isDoubtful = (paper: PaperReport) => paper.confidence < DOUBTFUL

/** What an import does, what asks for a look first. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { papers, missing, warnings, assets } = report
  const conflicts = papers.filter((paper) => paper.status === 'conflict')
  const rest = papers.filter((paper) => paper.status !== 'conflict')
  const doubtful = rest
    .filter((paper) => isDoubtful(paper) && paper.status !== 'unchanged')
    .toSorted((a, b) => a.confidence - b.confidence)
  const sure = rest.filter((paper) => !doubtful.includes(paper))
  const images = assets.filter((asset) => asset.status === 'added')
  return (
    <div className="space-y-10">
      <div>
        <p className="mb-4 text-muted">{summarize(report)}</p>
        <ImportCounts counts={report.counts} />
      </div>
      {warnings.length > 0 && (
        <Notice
          tone="warning"
          title={warnings.length === 1 ? 'One thing to know' : `${warnings.length} things to know`}
        >
          <ul className="mt-1 list-disc space-y-1 pl-5">
            {warnings.slice(0, 50).map((warning, index) => (
              <li key={index}>{warning}</li>
            ))}
          </ul>
          {warnings.length > 50 && <p className="mt-1">… and {warnings.length - 50} more.</p>}
        </Notice>
      )}
      <PaperList
        title="Changed on both sides"
        hint="The list’s own stays; the file’s is shown beside it."
        papers={conflicts}
      />
      <PaperList title="Doubtful" hint="Read with doubts: worth a look, here or after the import." papers={doubtful} />
      <PaperList title="Changed" papers={sure.filter((paper) => paper.status === 'changed')} />
      <PaperList title="Added" papers={sure.filter((paper) => paper.status === 'added')} />
      {missing.length > 0 && (
        <Block
          title={`No longer in the file (${missing.length})`}
          hint="They stay in the list; remove them there if you like."
        >
          <ul className="list-disc space-y-1 pl-5">
            {missing.map(({ title, section }, index) => (
              <li key={index}>
                {title} <span className="text-sm text-muted">{section.join(' › ')}</span>
              </li>
            ))}
          </ul>
        </Block>
      )}
      {images.length > 0 && (
        <Block title={`Images (${images.length})`}>
          <ul className="list-disc space-y-1 pl-5 font-mono text-sm">
            {images.map(({ path }) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
        </Block>
      )}
      <SectionTree sections={report.sections} />
      <PaperList title="Unchanged" papers={sure.filter((paper) => paper.status === 'unchanged')} isClosed />
    </div>
  )
}

function Block({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="font-serif text-xl font-semibold">
        {title}
      </h3>
      {hint && <p className="mb-3 text-sm text-muted">{hint}</p>}
      {children}
    </section>
  )
}
