'use client'

import { useId } from 'react'
import { RenderedNote } from '#components/notes/rendered-note.tsx'
import { Card } from '#components/ui/card.tsx'
import { OutcomeView } from '../panel/outcome-view.tsx'
import { ParameterForm } from '../panel/parameter-form.tsx'
import { changedText } from '../panel/parameter-texts.ts'
import { ResultSource } from '../panel/result-source.tsx'
import { RunButtons } from '../panel/run-buttons.tsx'
import { RunStatus } from '../panel/run-status.tsx'
import type { Draft } from './read-draft.ts'
import type { DraftRun } from './use-draft-run.ts'

/** The experiment beside its text: what it says about itself, its parameters, and a run of exactly what stands there. */
export function DraftPanel({ draft, run, isCurrent }: { draft: Draft | null; run: DraftRun; isCurrent: boolean }) {
  const headingId = useId()
  const { state, form, ran } = run
  if (!draft || !form)
    return <p className="p-1 text-muted">What the text says about itself appears here once it can be read.</p>
  const isActive = state.phase === 'active'
  const end = state.phase === 'ended' ? state.end : null
  const finished = end?.state === 'finished' ? end.result : null
  const outcome = finished ?? (state.phase === 'idle' ? null : state.progress)
  const { description, explanation } = draft
  return (
    <div className="@container grid min-w-0 gap-6">
      <header>
        <h2 className="font-serif text-2xl leading-snug font-semibold">{description.title}</h2>
        <p className="mt-1.5 max-w-measure text-muted">{description.question}</p>
      </header>
      {explanation.html !== '' && (
        <details>
          <summary className="rounded-sm text-sm font-semibold">Its explanation, as readers see it</summary>
          <div className="mt-3">
            <RenderedNote html={explanation.html} hasMath={explanation.hasMath} />
          </div>
        </details>
      )}
      <Card className="grid gap-4">
        <div className="flex flex-wrap items-center gap-2.5">
          <RunButtons
            state={state}
            problems={Object.keys(form.problems).length}
            onRun={() => void run.run()}
            onCancel={run.cancel}
            onPause={run.pause}
            onResume={run.resume}
          />
        </div>
        <RunStatus state={state} onTryInstead={(kind) => void run.run(kind)} />
        <details className="border-t border-line pt-3">
          <summary className="rounded-sm text-sm font-semibold">
            Parameters
            <span className="font-normal text-muted">
              {' '}
              · {changedText(description, form.values, form.seed) || 'the defaults'}
            </span>
          </summary>
          <ParameterForm
            description={description}
            texts={run.texts}
            form={form}
            device={run.device}
            devices={run.devices}
            disabled={isActive}
            onTexts={run.onTexts}
            onDevice={run.setDevice}
            onAskDevices={run.ask}
          />
        </details>
      </Card>
      {outcome && ran && (
        <section aria-labelledby={headingId} className="grid gap-4">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
            <h2 id={headingId} className="font-serif text-2xl font-semibold">
              {isActive ? 'What comes out' : 'What came out'}
            </h2>
            {finished && <ResultSource origin="own" result={finished} description={ran.description} />}
          </div>
          {!isCurrent && !isActive && (
            <p className="text-sm text-warning">The text has changed since. Run it again to see what it says now.</p>
          )}
          <OutcomeView
            slug="draft"
            description={ran.description}
            claims={ran.claims}
            outcome={outcome}
            running={isActive}
          />
        </section>
      )}
    </div>
  )
}
