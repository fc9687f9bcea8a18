import type { ExperimentDescription } from '#lib/gpu/description.ts'
import type { LabAssets } from '#lib/gpu/lab.ts'
import type { RunResult } from '#lib/gpu/result.ts'

/** A text of an experiment as HTML that went through lib/markdown. */
export type TextHtml = { html: string; hasMath: boolean }

/** A claim's texts as they are read. */
export type ClaimTexts = { statement: string; measure: string }

/** Everything that a page needs to show one experiment and to run it: plain data. */
export type ExperimentData = {
  slug: string
  description: ExperimentDescription
  explanation: TextHtml
  claims: Record<string, ClaimTexts>
  /** Whether any of the texts has formulas. */
  hasMath: boolean
  codeVersion: string
  /** Where its compiled code lies. */
  codeUrl: string
  assets: LabAssets
  /** Recorded before anybody ran it here; null: nobody has. */
  result: RunResult | null
  /** Its own page. */
  href: string
  /** What other sites may frame; null where it may not leave this page. */
  embedPath: string | null
}
