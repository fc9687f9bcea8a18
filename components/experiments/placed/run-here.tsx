'use client'

import { LoaderCircle, Play } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { ExperimentData } from '../experiment-data.ts'
import type { Saving } from '../panel/save-run.tsx'
import type { Texts } from '../panel/parameter-texts.ts'

type Loaded = {
  Panel: typeof import('../panel/experiment-panel.tsx').ExperimentPanel
  data: ExperimentData
  texts: Texts
}

async function load(href: string, parameters: Readonly<Record<string, string>>): Promise<Loaded> {
  const [{ ExperimentPanel: Panel }, { readQuery }, answer] = await Promise.all([
    import('../panel/experiment-panel.tsx'),
    import('../read-query.ts'),
    fetch(`${href}/data`),
  ])
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
  const data = (await answer.json()) as ExperimentData
  return { Panel, data, texts: readQuery(data.description, parameters).texts }
}

/**
 * An experiment in a page that is about something else: what it found stands there as text, and all that
 * it needs to run comes with the click.
 */
export function RunHere({
  href,
  title,
  parameters = {},
  saving = null,
  children,
}: {
  /** The experiment's page, without a query. */
  href: string
  title: string
  /** As the text that places it says. */
  parameters?: Readonly<Record<string, string>>
  saving?: Saving | null
  /** What stands there until it runs. */
  children?: ReactNode
}) {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [state, setState] = useState<'idle' | 'loading' | { problem: string }>('idle')
  if (loaded) {
    const { Panel, data, texts } = loaded
    return <Panel data={data} initialTexts={texts} runsAtOnce saving={saving} level={3} />
  }
  const start = () => {
    setState('loading')
    load(href, parameters)
      .then(setLoaded)
      .catch((error: unknown) => setState({ problem: error instanceof Error ? error.message : String(error) }))
  }
  return (
    <div className="grid gap-4">
      {children}
      {typeof state === 'object' && (
        <Notice tone="danger" role="alert" title="The experiment could not be loaded">
          {state.problem}
        </Notice>
      )}
      <div data-needs-js>
        <Button variant="primary" aria-label={`Run “${title}” here`} disabled={state === 'loading'} onClick={start}>
          {state === 'loading' ? <LoaderCircle aria-hidden className="animate-spin" /> : <Play aria-hidden />}
          {state === 'loading' ? 'Loading…' : 'Run it here'}
        </Button>
      </div>
    </div>
  )
}
