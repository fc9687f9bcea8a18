'use client'

import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { type BlockOptions, BlockRenderer, type RenderedBlock } from '#lib/markdown/render-blocks.ts'
import { type Chunk, chunksOf } from './chunks.ts'
import type { NoteRoom } from './note-room.ts'

export type Blocks = {
  blocks: readonly RenderedBlock[]
  /** The same blocks, as they are drawn. */
  chunks: readonly Chunk[]
  /** How many lines the text has. */
  lines: number
}

const NOTHING: Blocks = { blocks: [], chunks: [], lines: 1 }

/** A preview that took longer than a frame waits this many times as long before the next, so that typing has the rest. */
const REST = 4
const FRAME = 16

function linesOf(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** The note's blocks as they are now: rendered once a frame at most, and only those that changed. */
export function useBlocks(
  room: NoteRoom | null,
  { macros, resolveImage, resolveCitation, resolveExperiment }: Required<BlockOptions>,
): Blocks {
  const renderer = useMemo(() => new BlockRenderer({ macros }), [macros])
  const [shown, setShown] = useState(NOTHING)
  useEffect(() => {
    if (!room) return
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let restUntil = 0
    const render = () => {
      const began = performance.now()
      const text = room.text.toString()
      const { blocks } = renderer.render(text)
      setShown(({ chunks }) => ({ blocks, chunks: chunksOf(chunks, blocks), lines: linesOf(text) }))
      const took = performance.now() - began
      restUntil = took > FRAME ? performance.now() + REST * took : 0
    }
    // Within the frame that shows the key itself: one more would cost as much again.
    const draw = () => {
      frame = 0
      flushSync(render)
    }
    const onChange = () => {
      const rest = restUntil - performance.now()
      if (rest <= 0) {
        frame ||= requestAnimationFrame(draw)
      } else {
        timer ??= setTimeout(() => {
          timer = undefined
          frame ||= requestAnimationFrame(draw)
        }, rest)
      }
    }
    renderer.resolveWith({ resolveImage, resolveCitation, resolveExperiment })
    render()
    room.text.observe(onChange)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      room.text.unobserve(onChange)
    }
  }, [room, renderer, resolveImage, resolveCitation, resolveExperiment])
  return shown
}
