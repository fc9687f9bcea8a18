'use client'

import { type ReactNode, useState } from 'react'
import { PRIMARY_BUTTON } from '#components/ui/plain-button.ts'
import type { ExperimentData } from '../experiment-data.ts'
import type { Saving } from '../panel/save-run.tsx'
import type { Texts } from '../panel/parameter-texts.ts'

type Loaded = {
  Panel: typeof import('../panel/experiment-panel.tsx').ExperimentPanel
  data: ExperimentData
  texts: Texts
}

const PLAY = 'M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z'
const WAITING = 'M21 12a9 9 0 1 1-6.219-8.56'

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
 * it needs to run comes with the click. Strangers load this file with every page that is shared with them, so
 * it brings no icons, no router's links and no notices along: scripts/test/stranger-javascript.ts has the limit.
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
        <div role="alert" className="rounded-md border border-danger/35 bg-danger-soft px-4 py-3 text-[0.9375rem]">
          <p className="font-semibold text-danger">The experiment could not be loaded</p>
          {state.problem}
        </div>
      )}
      <div data-needs-js>
        <button
          type="button"
          className={PRIMARY_BUTTON}
          aria-label={`Run “${title}” here`}
          disabled={state === 'loading'}
          onClick={start}
        >
          <svg
            aria-hidden
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
            className={state === 'loading' ? 'animate-spin' : ''}
          >
            <path d={state === 'loading' ? WAITING : PLAY} />
          </svg>
          {state === 'loading' ? 'Loading…' : 'Run it here'}
        </button>
      </div>
    </div>
  )
}
