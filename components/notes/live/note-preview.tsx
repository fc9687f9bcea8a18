'use client'

import { memo, useCallback, useMemo } from 'react'
import { imageResolver } from '#lib/assets/resolve.ts'
import { experimentHref } from '#lib/experiments/address.ts'
import { type ResolvedCitation, citedKeys } from '#lib/markdown/citations.ts'
import { type ResolveExperiment, type ResolvedExperiment, placedSlugs } from '#lib/markdown/experiments.ts'
import type { LiveImage } from './live-note-editor.tsx'
import { LivePreview } from './live-preview.tsx'
import type { NoteRoom } from './note-room.ts'
import type { ScrollStep } from './scroll-step.ts'
import { useBlocks } from './use-blocks.ts'
import { type Find, useFound } from './use-found.ts'

/** The preview of a room's text: what alone is drawn anew with every key. */
export const NotePreview = memo(function NotePreview({
  room,
  base,
  macros,
  images,
  findCited,
  findPlaced,
  isShown,
  step,
  onTick,
}: {
  room: NoteRoom | null
  base: string
  macros: Record<string, string>
  images: readonly LiveImage[]
  findCited: Find<ResolvedCitation>
  findPlaced: Find<ResolvedExperiment>
  isShown: boolean
  step: ScrollStep
  onTick: ((line: number) => void) | null
}) {
  const resolveImage = useMemo(
    () => imageResolver(new Map(images.map((image) => [image.path, image])), base),
    [images, base],
  )
  const resolveCitation = useFound(room, citedKeys, findCited)
  const placed = useFound(room, placedSlugs, findPlaced)
  const resolveExperiment = useCallback<ResolveExperiment>(
    (slug, parameters) => {
      const found = placed(slug)
      return found && { title: found.title, href: experimentHref(base, slug, parameters) }
    },
    [placed, base],
  )
  const shown = useBlocks(room, { macros, resolveImage, resolveCitation, resolveExperiment })
  return <LivePreview shown={shown} isShown={isShown} step={step} onTick={onTick} />
})
