'use client'

import { useState } from 'react'
import type { LabAssets } from '#lib/experiments/runtime/lab.ts'
import type { Device } from '../panel/device-field.tsx'
import { type Texts, defaultTexts, readForm } from '../panel/parameter-texts.ts'
import { useDevices, useRun } from '../panel/use-run.ts'
import type { Problem } from './problems.ts'
import type { Draft, DraftRead } from './read-draft.ts'

/** The fields of the form: the text's own defaults, but where somebody set one. */
function textsFor(draft: Draft | null, set: Texts): Texts {
  if (!draft) return {}
  const defaults = defaultTexts(draft.description)
  return Object.fromEntries(Object.entries(defaults).map(([name, text]) => [name, set[name] ?? text]))
}

/** Runs of the text that is being written: exactly as it is when one asks for it. */
export function useDraftRun(draft: Draft | null, readNow: () => Promise<DraftRead>, assets: LabAssets) {
  const [set, setSet] = useState<Texts>({})
  const [device, setDevice] = useState<Device>('auto')
  const [ran, setRan] = useState<Draft | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { devices, ask } = useDevices()
  const { state, start, cancel, pause, resume } = useRun((end) => {
    if (end.state === 'failed' && end.kind === 'author')
      setProblem({ from: 'run', line: end.line, column: null, message: end.message })
  })
  const texts = textsFor(draft, set)
  const form = draft && readForm(draft.description, texts)

  const run = async (kind: Device = device) => {
    if (state.phase === 'active') return
    const read = await readNow()
    if (!read.ok) return
    const { description, compiled } = read.draft
    const now = readForm(description, textsFor(read.draft, set))
    if (Object.keys(now.problems).length > 0) return
    setDevice(kind)
    setProblem(null)
    setRan(read.draft)
    const code = { text: compiled }
    await start({ assets, code, description, parameters: now.values, seed: now.seed, device: kind })
  }
  const onTexts = (next: Texts) => {
    const defaults = draft ? defaultTexts(draft.description) : {}
    setSet(Object.fromEntries(Object.entries(next).filter(([name, text]) => text !== defaults[name])))
  }
  return {
    ...{ state, run, cancel, pause, resume, texts, form, onTexts, device, setDevice, devices, ask, ran, problem },
    /** What went wrong in a run is about the text that ran. */
    forgetProblem: () => setProblem(null),
  }
}
export type DraftRun = ReturnType<typeof useDraftRun>
