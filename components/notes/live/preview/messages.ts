import type { ResolvedCitation } from '#lib/markdown/extensions/citations.ts'
import type { ResolvedExperiment } from '#lib/markdown/extensions/experiments.ts'
import type { LiveImage } from '../live-note-props.ts'
import type { BlockChange, TextDelta } from './block-changes.ts'

/** What pictures, citations and placed experiments of a text lead to. */
export type Lookups = {
  /** The address of the list. */
  base: string
  images: readonly LiveImage[]
  citations: ReadonlyMap<string, ResolvedCitation | null>
  experiments: ReadonlyMap<string, ResolvedExperiment | null>
}

/** What the page tells the worker that renders: first what it renders with, then the text, then each edit of it. */
export type ToPreview =
  | { kind: 'start'; macros: Record<string, string> }
  | { kind: 'lookups'; lookups: Lookups }
  | { kind: 'text'; text: string }
  | { kind: 'edit'; delta: TextDelta }

/** What the worker answers: how the blocks differ from those it told of before, and how many lines the text has. */
export type FromPreview = BlockChange & { lines: number }
