import type { ClaimSpec } from './contract.ts'

export type Outcome = 'holds' | 'does not hold' | 'undecided'

/** How a claim came out. `value` is what was measured, null where nothing was. */
export type Verdict = { claim: string; outcome: Outcome; value: number | null; note: string | null }

/** Whether a measured number stands by the claim. What is not a finite number does not. */
export function meets(claim: ClaimSpec, value: number): boolean {
  if (!Number.isFinite(value)) return false
  switch (claim.sense) {
    case 'at most':
      return value <= claim.expected + claim.tolerance
    case 'at least':
      return value >= claim.expected - claim.tolerance
    case 'near':
      return Math.abs(value - claim.expected) <= claim.tolerance
  }
}

const notFinite = (value: number) => `The measured number came out as ${value}.`

export type Measurement = { value: number | null; undecided: boolean; note: string | null }

/** One verdict for every claim, in the definition's order; a claim that the run never answered is undecided. */
export function judge(claims: Record<string, ClaimSpec>, measured: ReadonlyMap<string, Measurement>): Verdict[] {
  return Object.entries(claims).map(([claim, spec]) => {
    const found = measured.get(claim)
    if (!found) return { claim, outcome: 'undecided', value: null, note: 'The run did not measure it.' }
    const { value, note } = found
    if (found.undecided || value === null)
      return { claim, outcome: 'undecided', value: value !== null && Number.isFinite(value) ? value : null, note }
    // A verdict is kept as JSON, which knows no NaN.
    if (!Number.isFinite(value)) return { claim, outcome: 'does not hold', value: null, note: note ?? notFinite(value) }
    return { claim, outcome: meets(spec, value) ? 'holds' : 'does not hold', value, note }
  })
}
