import type { ExperimentData } from '#components/experiments/experiment-data.ts'
import { experimentHref } from '#lib/experiments/address.ts'
import { labAssets } from '#lib/experiments/catalogue.ts'
import type { PublicExperiment } from '#lib/sharing/present-experiment.ts'

/** What is sent to the browser of an experiment on a shared paper. `base`: of the paper in the share. */
export function presentShared(base: string, shared: PublicExperiment): ExperimentData {
  const { slug, description, claims, code, shown } = shared
  return {
    slug,
    description,
    claims,
    code,
    shown,
    assets: labAssets(),
    href: experimentHref(base, slug),
    embedPath: null,
  }
}
