'use client'

import { memo, useMemo } from 'react'
import { imageResolver } from '#lib/assets/resolve.ts'
import type { LiveImage } from './live-note-editor.tsx'
import { LivePreview } from './live-preview.tsx'
import type { NoteRoom } from './note-room.ts'
import type { ScrollStep } from './scroll-step.ts'
import { useBlocks } from './use-blocks.ts'
import { type FindCited, useCitations } from './use-citations.ts'

/** The preview of a room's text: what alone is drawn anew with every key. */
export const NotePreview = memo(function NotePreview({
  room,
  base,
  macros,
  images,
  findCited,
  isShown,
  step,
  onTick,
}: {
  room: NoteRoom | null
  base: string
  macros: Record<string, string>
  images: readonly LiveImage[]
  findCited: FindCited
  isShown: boolean
  step: ScrollStep
  onTick: ((line: number) => void) | null
}) {
  const resolveImage = useMemo(
    () => imageResolver(new Map(images.map((image) => [image.path, image])), base),
    [images, base],
  )
  const resolveCitation = useCitations(room, findCited)
  const shown = useBlocks(room, { macros, resolveImage, resolveCitation })
  return <LivePreview shown={shown} isShown={isShown} step={step} onTick={onTick} />
})
