'use client'

import { useEffect, useMemo, useState } from 'react'
import { type BlockOptions, BlockRenderer, type RenderedBlock } from '#lib/markdown/render-blocks.ts'
import type { NoteRoom } from './note-room.ts'

/** The note's blocks as they are now: rendered once a frame at most, and only those that changed. */
export function useBlocks(
  room: NoteRoom | null,
  { macros, resolveImage, resolveCitation }: Required<BlockOptions>,
): readonly RenderedBlock[] {
  const renderer = useMemo(
    () => new BlockRenderer({ macros, resolveImage, resolveCitation }),
    [macros, resolveImage, resolveCitation],
  )
  const [blocks, setBlocks] = useState<readonly RenderedBlock[]>([])
  useEffect(() => {
    if (!room) return
    let frame = 0
    const draw = () => {
      frame = 0
      setBlocks(renderer.render(room.text.toString()).blocks)
    }
    const onChange = () => {
      frame ||= requestAnimationFrame(draw)
    }
    draw()
    room.text.observe(onChange)
    return () => {
      cancelAnimationFrame(frame)
      room.text.unobserve(onChange)
    }
  }, [room, renderer])
  return blocks
}
