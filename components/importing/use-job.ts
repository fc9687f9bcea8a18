'use client'

import { useEffect, useState } from 'react'
import { type JobKind, type JobProgress, type JobState, isFinished } from '#lib/jobs/schema.ts'

/** A job as the page's own route gives it. */
export type PolledJob = {
  id: string
  kind: JobKind
  state: JobState
  progress: JobProgress | null
  result: unknown
  error: string | null
}

const EVERY = 700
const AFTER_FAILURE = 3000

/** Follows a job until it has finished; a server that does not answer for a while is asked again. */
export function useJob(list: string, initial: PolledJob): { job: PolledJob; isLost: boolean } {
  const [job, setJob] = useState(initial)
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    if (isFinished(initial.state)) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const ask = async () => {
      let wait = EVERY
      try {
        const reply = await fetch(`/l/${list}/import/jobs/${initial.id}`, { signal: stop.signal, cache: 'no-store' })
        if (!reply.ok) throw new Error(`The job's address answered ${reply.status}.`)
        const next = (await reply.json()) as PolledJob
        setJob(next)
        setLost(false)
        if (isFinished(next.state)) return
      } catch {
        if (stop.signal.aborted) return
        setLost(true)
        wait = AFTER_FAILURE
      }
      timer = setTimeout(ask, wait)
    }
    timer = setTimeout(ask, EVERY)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [list, initial.id, initial.state])
  return { job, isLost }
}
