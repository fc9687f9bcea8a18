'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Card } from '#components/ui/card.tsx'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import type { ExperimentData } from '../experiment-data.ts'
import type { RunRequest } from '../runner/types.ts'
import type { Device } from './device-field.tsx'
import { LinkTools } from './link-tools.tsx'
import { OutcomeView } from './outcome-view.tsx'
import { ParameterForm } from './parameter-form.tsx'
import { type Texts, changedText, linkTexts, readForm } from './parameter-texts.ts'
import { ResultSource } from './result-source.tsx'
import { RunButtons } from './run-buttons.tsx'
import { RunStatus } from './run-status.tsx'
import { SaveRun, type Saving } from './save-run.tsx'
import { SessionRuns } from './session-runs.tsx'
import { useDevices, useRun } from './use-run.ts'
import { useLinkState } from './use-link-state.ts'

/**
 * An experiment that can be run. As the server sends it, it shows the parameters and the result that was
 * recorded; the code that runs it comes with the click.
 */
export function ExperimentPanel({
  data,
  initialTexts,
  keepsLink = false,
  runsAtOnce = false,
  saving = null,
  level = 2,
}: {
  data: ExperimentData
  initialTexts: Texts
  /** The page is this experiment's: its address follows the form. */
  keepsLink?: boolean
  /** It was opened by a click that asked for the run. */
  runsAtOnce?: boolean
  /** Null: runs are not kept here. */
  saving?: Saving | null
  /** Of its headings. */
  level?: 2 | 3
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const { slug, description, claims } = data
  const [texts, setTexts] = useState(initialTexts)
  const [isFormOpen, setFormOpen] = useState(!runsAtOnce)
  const [device, setDevice] = useState<Device>('auto')
  const [results, setResults] = useState<RunResult[]>([])
  const { devices, ask } = useDevices()
  const { state, start, cancel, pause, resume } = useRun((end) => {
    if (end.state === 'finished') setResults((before) => [...before.slice(-6), end.result])
  })
  const form = readForm(description, texts)
  const link = linkTexts(description, form.values, form.seed)
  useLinkState(keepsLink, link)
  const headingId = useId()

  const run = (kind: Device) => {
    setDevice(kind)
    // On a phone the plots would come far below the form.
    if (matchMedia('(width < 40rem)').matches) setFormOpen(false)
    const request: RunRequest = {
      assets: data.assets,
      code: { url: data.code.address },
      description,
      parameters: form.values,
      seed: form.seed,
      device: kind,
    }
    void start(request)
  }
  const atOnce = useRef(runsAtOnce)
  useEffect(() => {
    if (!atOnce.current) return
    atOnce.current = false
    run('auto')
  })

  const isActive = state.phase === 'active'
  const end = state.phase === 'ended' ? state.end : null
  const finished = end?.state === 'finished' ? end.result : null
  const underway = state.phase === 'idle' || finished ? null : state.progress
  const outcome = finished ?? underway ?? data.shown?.result ?? null
  return (
    <div className="@container grid min-w-0 gap-8">
      <Card className="grid gap-4">
        <div data-needs-js className="flex flex-wrap items-center gap-2.5">
          <RunButtons
            state={state}
            problems={Object.keys(form.problems).length}
            onRun={() => run(device)}
            onCancel={cancel}
            onPause={pause}
            onResume={resume}
          />
          <span className="flex sm:ml-auto flex-wrap gap-1">
            <LinkTools href={data.href} embedPath={data.embedPath} title={description.title} texts={link} />
          </span>
        </div>
        <p className="text-sm text-muted in-data-js:hidden">
          Running it needs JavaScript: it computes in your own browser. The result below was computed before.
        </p>
        <RunStatus state={state} onTryInstead={(kind) => run(kind)} />
        {finished && saving && <SaveRun saving={saving} slug={slug} result={finished} />}
        <details
          open={isFormOpen}
          onToggle={(event) => setFormOpen(event.currentTarget.open)}
          className="border-t border-line pt-3"
        >
          <summary className="rounded-sm text-sm font-semibold">
            Parameters
            <span className="font-normal text-muted">
              {' '}
              · {changedText(description, form.values, form.seed) || 'the defaults'}
            </span>
          </summary>
          <ParameterForm
            description={description}
            texts={texts}
            form={form}
            device={device}
            devices={devices}
            disabled={isActive}
            onTexts={setTexts}
            onDevice={setDevice}
            onAskDevices={ask}
          />
        </details>
      </Card>
      <section aria-labelledby={headingId} className="grid gap-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
          <Heading id={headingId} className="font-serif text-2xl font-semibold">
            {isActive ? 'What comes out' : 'What came out'}
          </Heading>
          {finished ? (
            <ResultSource origin="own" result={finished} description={description} />
          ) : underway ? (
            <p className="text-sm text-muted">{isActive ? 'While it runs' : 'As far as it came'}</p>
          ) : (
            data.shown && <ResultSource origin={data.shown.from} result={data.shown.result} description={description} />
          )}
        </div>
        {outcome ? (
          <OutcomeView slug={slug} description={description} claims={claims} outcome={outcome} running={isActive} />
        ) : (
          <p className="text-muted">No result was recorded yet: run it to see one.</p>
        )}
      </section>
      <SessionRuns
        data={data}
        results={results}
        canRun={!isActive && Object.keys(form.problems).length === 0}
        onRunOn={run}
      />
    </div>
  )
}
