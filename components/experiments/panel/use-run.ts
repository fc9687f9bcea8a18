'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeviceChoice, RunEnd, RunHandle, RunProgress, RunRequest } from '../runner/types.ts'

/** The runner's code; asked for at the first click and never before. */
const loadRunner = () => import('../runner/start-run.ts')
const loadDevices = () => import('../runner/list-devices.ts')

export type RunState =
  | { phase: 'idle' }
  | { phase: 'active'; request: RunRequest; progress: RunProgress | null }
  | { phase: 'ended'; request: RunRequest; progress: RunProgress | null; end: RunEnd }

/** One run at a time: starts it, follows it, ends it with the page. */
export function useRun(onEnd: (end: RunEnd) => void) {
  const [state, setState] = useState<RunState>({ phase: 'idle' })
  const handle = useRef<RunHandle | null>(null)
  const turn = useRef(0)
  const ended = useRef(onEnd)
  useEffect(() => {
    ended.current = onEnd
  }, [onEnd])
  useEffect(
    () => () => {
      turn.current++
      handle.current?.cancel()
    },
    [],
  )

  const start = useCallback(async (request: RunRequest) => {
    const mine = ++turn.current
    const isMine = () => turn.current === mine
    setState({ phase: 'active', request, progress: null })
    let latest: RunProgress | null = null
    const finish = (end: RunEnd) => {
      if (!isMine()) return
      handle.current = null
      setState({ phase: 'ended', request, progress: latest, end })
      ended.current(end)
    }
    try {
      const { startRun } = await loadRunner()
      if (!isMine()) return
      const run = startRun(request, {
        onProgress(progress) {
          latest = progress
          if (isMine() && handle.current) setState({ phase: 'active', request, progress })
        },
      })
      handle.current = run
      finish(await run.done)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      finish({
        state: 'failed',
        kind: 'blocked',
        message: `The part of the page that runs experiments could not be loaded: ${message}`,
        line: null,
        tryInstead: null,
      })
    }
  }, [])

  const cancel = useCallback(() => {
    if (handle.current) return handle.current.cancel()
    turn.current++
    setState({ phase: 'idle' })
  }, [])
  const pause = useCallback(() => handle.current?.pause(), [])
  const resume = useCallback(() => handle.current?.resume(), [])
  return { state, start, cancel, pause, resume }
}

/** The devices that there are here; asked for when somebody is about to choose. */
export function useDevices() {
  const [devices, setDevices] = useState<readonly DeviceChoice[] | null>(null)
  const asked = useRef(false)
  const ask = useCallback(() => {
    if (asked.current) return
    asked.current = true
    loadDevices()
      .then(({ listDevices }) => listDevices())
      .then(setDevices)
      .catch(() => {
        asked.current = false
      })
  }, [])
  return { devices, ask }
}
