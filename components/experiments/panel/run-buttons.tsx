'use client'

import { Pause, Play, Square } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { RunState } from './use-run.ts'

type Props = {
  state: RunState
  /** How many fields say something that cannot be run. */
  problems: number
  onRun(): void
  onCancel(): void
  onPause(): void
  onResume(): void
}

/** Run; while it runs, pause and cancel. */
export function RunButtons({ state, problems, onRun, onCancel, onPause, onResume }: Props) {
  const box = useRef<HTMLSpanElement>(null)
  const isActive = state.phase === 'active'
  const was = useRef(isActive)
  // The button that was pressed is gone: the keyboard goes on with the one in its place.
  useEffect(() => {
    if (was.current === isActive) return
    was.current = isActive
    if (document.activeElement === document.body)
      box.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus({ preventScroll: true })
  }, [isActive])
  return (
    <span ref={box} className="flex flex-wrap items-center gap-2.5">
      <Buttons {...{ state, problems, onRun, onCancel, onPause, onResume }} />
    </span>
  )
}

function Buttons({ state, problems, onRun, onCancel, onPause, onResume }: Props) {
  if (state.phase === 'active') {
    const isPaused = state.progress?.stage === 'paused'
    return (
      <>
        <Button
          onClick={isPaused ? onResume : onPause}
          disabled={!['running', 'paused'].includes(state.progress?.stage ?? '')}
        >
          {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
        <Button variant="danger" onClick={onCancel}>
          <Square aria-hidden />
          Cancel
        </Button>
      </>
    )
  }
  return (
    <>
      <Button variant="primary" onClick={onRun} disabled={problems > 0}>
        <Play aria-hidden />
        {state.phase === 'ended' ? 'Run again' : 'Run'}
      </Button>
      {problems > 0 && (
        <span role="status" className="text-sm text-danger">
          {problems === 1 ? 'One field needs' : `${problems} fields need`} another value first.
        </span>
      )}
    </>
  )
}
