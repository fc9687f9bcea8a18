'use client'

import { memo, useMemo } from 'react'
import { type ResolvedCitation, citedKeys } from '#lib/markdown/extensions/citations.ts'
import { type ResolvedExperiment, placedSlugs } from '#lib/markdown/extensions/experiments.ts'
import type { LiveImage } from '../live-note-props.ts'
import type { NoteRoom } from '../note-room.ts'
import type { ScrollStep } from '../scroll-step.ts'
import { LivePreview } from './live-preview.tsx'
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
  onTick: ((line: number, written: string) => void) | null
}) {
  const citations = useFound(room, citedKeys, findCited)
  const experiments = useFound(room, placedSlugs, findPlaced)
  const lookups = useMemo(() => ({ base, images, citations, experiments }), [base, images, citations, experiments])
  const { shown, hasFailed, retry } = useBlocks(room, macros, lookups)
  return <LivePreview shown={shown} hasFailed={hasFailed} retry={retry} isShown={isShown} step={step} onTick={onTick} />
})
