import type { ReactNode } from 'react'
import { RenderedNote } from '#components/notes/rendered-note.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { placeholderFor } from '#lib/markdown/extensions/html-placeholders.ts'
import type { Rendered } from '#lib/markdown/render.ts'
import type { ExperimentData } from './experiment-data.ts'
import { ExperimentPanel } from './panel/experiment-panel.tsx'
import type { Saving } from './panel/save-run.tsx'
import type { Texts } from './panel/parameter-texts.ts'
import { PaperLine } from './paper-line.tsx'
import { VerdictSummary } from './verdicts/verdict-summary.tsx'
import { RefusedNotice } from './refused-notice.tsx'
import { splitExplanation } from './split-explanation.ts'

/** An experiment's own page: its question, the run and what came out, saved runs, and how it is done. */
export function ExperimentArticle({
  data,
  explanation,
  asked,
  eyebrow,
  paperHref,
  actions,
  saving = null,
  children,
}: {
  data: ExperimentData
  explanation: Rendered
  /** What the link asks for; see `readQuery`. */
  asked: { texts: Texts; refused: string[] }
  eyebrow: ReactNode
  paperHref?: string | undefined
  actions?: ReactNode
  saving?: Saving | null
  /** Saved runs. */
  children?: ReactNode
}) {
  const { description } = data
  const { intro, rest } = splitExplanation(explanation.html)
  return (
    <article className="grid min-w-0 gap-8">
      <PageHeader
        className="mb-0!"
        eyebrow={eyebrow}
        title={description.title}
        description={
          <>
            <p className="font-serif text-lg leading-relaxed text-ink">{description.question}</p>
            <div className="mt-2">
              <PaperLine paper={description.paper} href={paperHref} />
            </div>
            <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-[0.9375rem]">
              {data.shown && <VerdictSummary verdicts={data.shown.result.verdicts} />}
              <a href="#run" className="link">
                {data.shown ? 'What came out, and run it' : 'Run it'}
              </a>
              {rest !== '' && (
                <a href="#explanation" className="link">
                  How it is done
                </a>
              )}
            </p>
          </>
        }
        actions={actions}
      />
      <RefusedNotice refused={asked.refused} specs={description.parameters} />
      {intro !== '' && <RenderedNote html={intro} hasMath={explanation.hasMath} placeholder={placeholderFor(intro)} />}
      <div id="run" className="scroll-mt-6">
        <ExperimentPanel data={data} initialTexts={asked.texts} keepsLink saving={saving} />
      </div>
      {children}
      {rest !== '' && (
        <section aria-labelledby="explanation" className="scroll-mt-6 border-t border-line pt-8">
          <h2 id="explanation" className="eyebrow mb-3">
            How it is done
          </h2>
          <RenderedNote html={rest} hasMath={explanation.hasMath} placeholder={placeholderFor(rest)} />
        </section>
      )}
    </article>
  )
}
