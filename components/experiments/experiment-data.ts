import type { ClaimHtml, ExperimentCode, ShownResult } from '#lib/experiments/authored/schema.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { LabAssets } from '#lib/experiments/runtime/lab.ts'

/** Everything that a page needs to show one experiment's run and to start another: plain data. */
export type ExperimentData = {
  slug: string
  /** Its explanation is set on the server and stands outside. */
  description: Omit<ExperimentDescription, 'explanation' | 'quick'>
  claims: Record<string, ClaimHtml>
  code: ExperimentCode
  assets: LabAssets
  /** What is shown before anything runs here; null: there is nothing yet. */
  shown: ShownResult | null
  /** Its own page: what links to a state of it lead to. */
  href: string
  /** What other sites may frame; null where it may not leave this place. */
  embedPath: string | null
}
