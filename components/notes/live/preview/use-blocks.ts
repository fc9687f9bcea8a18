'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type * as Y from 'yjs'
import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'
import type { NoteRoom } from '../note-room.ts'
import { applyChange } from './block-changes.ts'
import { type Chunk, chunksOf } from './chunks.ts'
import type { FromPreview, Lookups, ToPreview } from './messages.ts'

export type Blocks = {
  blocks: readonly RenderedBlock[]
  /** The same blocks, as they are drawn. */
  chunks: readonly Chunk[]
  /** How many lines the text has. */
  lines: number
}

type Preview = {
  /** Null until the text was rendered for the first time. */
  shown: Blocks | null
  /** The worker could not be loaded, or failed: what is shown is not the text as it is now. */
  hasFailed: boolean
  /** Starts another worker. */
  retry: () => void
}

/** An update of the page that took longer than a frame waits this many times as long before the next: typing has the rest. */
const REST = 4
const FRAME = 16

export const NOTHING: Blocks = { blocks: [], chunks: [], lines: 1 }

function after(shown: Blocks, { lines, ...change }: FromPreview): Blocks {
  const blocks = applyChange(shown.blocks, change)
  return { blocks, chunks: chunksOf(shown.chunks, blocks), lines }
}

/**
 * The note's blocks as they are now, rendered in a worker: a key is on the screen before its preview is,
 * and a text that takes long to render keeps nobody from writing it.
 */
export function useBlocks(room: NoteRoom | null, macros: Record<string, string>, lookups: Lookups): Preview {
  const [shown, setShown] = useState<Blocks | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const worker = useRef<Worker | null>(null)
  const tell = useCallback((message: ToPreview) => worker.current?.postMessage(message), [])

  useEffect(() => {
    const started = new Worker(new URL('./preview-worker.ts', import.meta.url))
    worker.current = started
    tell({ kind: 'start', macros })
    let latest = NOTHING
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let restUntil = 0
    const draw = () => {
      frame = 0
      const began = performance.now()
      // Within this frame, not in one more.
      flushSync(() => {
        setShown(latest)
        setFailed(false)
      })
      const took = performance.now() - began
      restUntil = took > FRAME ? performance.now() + REST * took : 0
    }
    const drawNext = () => {
      timer = undefined
      frame ||= requestAnimationFrame(draw)
    }
    started.addEventListener('message', ({ data }: MessageEvent<FromPreview>) => {
      latest = after(latest, data)
      const rest = restUntil - performance.now()
      if (rest <= 0) drawNext()
      else timer ??= setTimeout(drawNext, rest)
    })
    started.addEventListener('error', () => setFailed(true))
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      started.terminate()
    }
  }, [tell, macros, attempt])

  // Each worker is told everything: these follow the one above, in this order.
  useEffect(() => tell({ kind: 'lookups', lookups }), [tell, macros, attempt, lookups])

  useEffect(() => {
    if (!room) return
    tell({ kind: 'text', text: room.text.toString() })
    const onChange = ({ delta }: Y.YTextEvent) => tell({ kind: 'edit', delta })
    room.text.observe(onChange)
    return () => room.text.unobserve(onChange)
  }, [tell, macros, attempt, room])

  const retry = useCallback(() => setAttempt((times) => times + 1), [])
  return { shown, hasFailed, retry }
}
