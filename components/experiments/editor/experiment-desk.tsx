'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useMemo } from 'react'
import type { ExperimentEditorProps } from './experiment-editor.tsx'
import type { DraftSteps } from './read-draft.ts'
import type { SaveActions } from './use-saving.ts'

// CodeMirror has nothing to do at the server.
const ExperimentEditor = dynamic(() => import('./experiment-editor.tsx').then((module) => module.ExperimentEditor), {
  ssr: false,
  loading: () => <p className="text-muted">Opening the editor…</p>,
})

/** Joins the editor to the server's actions and to the sealed frame; the editor itself knows neither. */
export function ExperimentDesk({
  heading,
  compileAction,
  renderAction,
  createAction,
  saveAction,
  ...rest
}: Omit<ExperimentEditorProps, 'steps' | 'actions'> & {
  heading: ReactNode
  compileAction: DraftSteps['compile']
  renderAction: DraftSteps['render']
  createAction: SaveActions['create']
  saveAction: SaveActions['save']
}) {
  const { assets } = rest
  const steps = useMemo(
    () => ({
      compile: compileAction,
      render: renderAction,
      describe: async (compiled: string) => {
        const { describeCode } = await import('../runner/describe-code.ts')
        return describeCode(assets, compiled)
      },
    }),
    [compileAction, renderAction, assets],
  )
  const actions = useMemo(() => ({ create: createAction, save: saveAction }), [createAction, saveAction])
  return (
    <>
      <div className="mb-1">
        <p className="eyebrow mb-1">Write an experiment</p>
        <h1 className="font-serif text-lg leading-tight font-semibold lg:text-2xl">{heading}</h1>
      </div>
      <noscript>
        <p className="mb-4">The editor needs JavaScript. Reading does not.</p>
      </noscript>
      <ExperimentEditor {...rest} steps={steps} actions={actions} />
    </>
  )
}
