import { Badge } from '#components/ui/badge.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { RunResult } from '#lib/experiments/runtime/result.ts'
import { durationText } from '../figures/number-text.ts'
import { changedText } from './parameter-texts.ts'

export type ResultOrigin = 'disk' | 'group' | 'own'
const ORIGINS: Record<ResultOrigin, string> = {
  disk: 'Recorded',
  group: 'The group’s latest run',
  own: 'Your run',
}

/** Where the numbers below it come from: which run, on what, with which parameters. */
export function ResultSource({
  origin,
  result,
  description,
}: {
  origin: ResultOrigin
  result: Pick<RunResult, 'device' | 'milliseconds' | 'finishedAt' | 'parameters' | 'seed'>
  description: ExperimentDescription
}) {
  const changed = changedText(description, result.parameters, result.seed)
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <Badge tone={origin === 'own' ? 'accent' : 'neutral'}>{ORIGINS[origin]}</Badge>
      <span>{result.device.label}</span>
      <span className="tabular-nums">{durationText(result.milliseconds)}</span>
      {origin !== 'own' && <Time date={result.finishedAt} />}
      <span>{changed ? `with ${changed}` : 'with the default parameters'}</span>
    </p>
  )
}
