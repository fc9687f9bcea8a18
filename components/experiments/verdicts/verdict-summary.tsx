import type { Outcome, Verdict } from '#lib/experiments/runtime/verdict.ts'
import { VerdictBadge } from './verdict-badge.tsx'

const ORDER: readonly Outcome[] = ['holds', 'does not hold', 'undecided']

/** How many claims came out how. */
export function VerdictSummary({ verdicts }: { verdicts: readonly Verdict[] }) {
  const counts = ORDER.map((outcome) => [outcome, verdicts.filter((each) => each.outcome === outcome).length] as const)
  return (
    <span className="flex flex-wrap gap-1.5">
      {counts.map(([outcome, count]) => count > 0 && <VerdictBadge key={outcome} outcome={outcome} count={count} />)}
    </span>
  )
}
