import type { Experiment } from '#lib/experiments/find-queries.ts'
import type { ClaimHtml, ExperimentCode, ShownResult } from '#lib/experiments/authored/schema.ts'
import type { ExperimentPreview } from '#lib/experiments/queries.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'

/** What a stranger may see of an experiment, key by key: see present.ts. Nobody's name is among it. */

export type PublicExperiment = {
  slug: string
  /** What it needs to run, and to say what it is; the explanation stands beside it as HTML. */
  description: Omit<ExperimentDescription, 'explanation' | 'quick'>
  explanation: { html: string; hasMath: boolean }
  claims: Record<string, ClaimHtml>
  code: ExperimentCode
  shown: ShownResult | null
}

/** What a shared paper's page shows of an experiment. */
export type PublicExperimentPreview = Pick<PublicExperiment, 'slug' | 'description' | 'shown'>

const presentVerdict = ({ claim, outcome, value, note }: Verdict): Verdict => ({ claim, outcome, value, note })

function presentResult(result: RunResult): RunResult {
  const { kind, label, fallbackAdapter } = result.device
  return {
    codeVersion: result.codeVersion,
    parameters: result.parameters,
    seed: result.seed,
    device: { kind, label, fallbackAdapter },
    milliseconds: result.milliseconds,
    finishedAt: result.finishedAt,
    figures: result.figures,
    verdicts: result.verdicts.map(presentVerdict),
    metrics: result.metrics.map(({ name, value, unit }) => ({ name, value, unit })),
  }
}

function presentDescription(description: ExperimentPreview['description']): PublicExperiment['description'] {
  const { title, question, paper, parameters, seed, budget, agreement, claims, figures } = description
  return { title, question, paper, parameters, seed, budget, agreement, claims, figures }
}

const presentShown = (shown: ShownResult | null): ShownResult | null =>
  shown && { result: presentResult(shown.result), from: shown.from }

export const presentPreview = ({ slug, description, shown }: ExperimentPreview): PublicExperimentPreview => ({
  slug,
  description: presentDescription(description),
  shown: presentShown(shown),
})

/** @param parts what belongs to the experiment in this share. */
export function presentExperiment(
  { slug, description }: Experiment,
  parts: Pick<PublicExperiment, 'explanation' | 'claims' | 'code' | 'shown'>,
): PublicExperiment {
  return {
    slug,
    description: presentDescription(description),
    explanation: { html: parts.explanation.html, hasMath: parts.explanation.hasMath },
    claims: parts.claims,
    code: { address: parts.code.address, codeVersion: parts.code.codeVersion },
    shown: presentShown(parts.shown),
  }
}
