import type { ClaimSpec, DeviceKind, ParameterValues } from '#lib/experiments/runtime/contract.ts'
import type { Outcome } from '#lib/experiments/runtime/verdict.ts'

/** What of a run is compared with others. */
export type ComparableRun = {
  id: string
  codeVersion: string
  parameters: ParameterValues
  seed: number
  device: { kind: DeviceKind }
  verdicts: readonly { claim: string; outcome: Outcome; value: number | null }[]
  metrics: readonly { name: string; value: number; unit: string | null }[]
}

type Side = { run: string; device: DeviceKind; value: number | null }
export type Disagreement = {
  of: 'claim' | 'metric'
  name: string
  one: Side
  other: Side
  /** |a − b| over the greater of |a| and |b|; null where one of them is no number. */
  relative: number | null
}

/** Runs of one and the same thing on more than one kind of device. */
export type Comparison = {
  codeVersion: string
  parameters: ParameterValues
  seed: number
  runs: string[]
  devices: DeviceKind[]
  /** How many numbers were compared. */
  compared: number
  /** The worst pair of every number that differs by more than was stated. */
  disagreements: Disagreement[]
}

/** How long something took, and how fast it was, differ between devices: that is no disagreement. */
const OF_THE_DEVICE = /^(?:n|µ|μ|m)?s$|^(?:sec|second|min|minute)s?$|\/\s?(?:m?s|sec|second)$|^\w*FLOPS?$|Hz$/i

/** Rounding itself: its size belongs to the device, and all that counts is that it stays small. */
const isResidual = (claim: ClaimSpec | undefined) =>
  claim !== undefined &&
  (claim.sense === 'at most' || claim.sense === 'near') &&
  (claim.expected === 0 || (claim.sense === 'at most' && claim.expected + claim.tolerance <= 1e-3))

/** |a − b| / max(|a|, |b|); null where one is no finite number and the other is. */
function difference(a: number | null, b: number | null): number | null {
  const isA = a !== null && Number.isFinite(a)
  const isB = b !== null && Number.isFinite(b)
  if (!isA || !isB) return isA === isB ? 0 : null
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))
}

const keyOf = ({ codeVersion, parameters, seed }: ComparableRun) =>
  JSON.stringify([codeVersion, seed, Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))])

type Quantity = { of: 'claim' | 'metric'; name: string; sides: (Side & { outcome: Outcome | null })[] }

function quantitiesOf(runs: readonly ComparableRun[]): Quantity[] {
  const found = new Map<string, Quantity>()
  const add = (of: Quantity['of'], name: string, side: Quantity['sides'][number]) => {
    const key = `${of} ${name}`
    const quantity = found.get(key) ?? { of, name, sides: [] }
    quantity.sides.push(side)
    found.set(key, quantity)
  }
  for (const { id: run, device, verdicts, metrics } of runs) {
    for (const { claim, value, outcome } of verdicts) add('claim', claim, { run, device: device.kind, value, outcome })
    for (const { name, value, unit } of metrics)
      if (unit === null || !OF_THE_DEVICE.test(unit))
        add('metric', name, { run, device: device.kind, value, outcome: null })
  }
  return [...found.values()]
}

function worstPair(quantity: Quantity, claim: ClaimSpec | undefined, agreement: number): Disagreement | null {
  let worst: Disagreement | null = null
  const rank = (relative: number | null) => relative ?? Number.POSITIVE_INFINITY
  quantity.sides.forEach((one, at) => {
    for (const other of quantity.sides.slice(at + 1)) {
      if (one.device === other.device) continue
      if (isResidual(claim) && one.outcome === 'holds' && other.outcome === 'holds') continue
      const relative = difference(one.value, other.value)
      if (rank(relative) <= agreement || (worst && rank(worst.relative) >= rank(relative))) continue
      const side = ({ run, device, value }: Side): Side => ({ run, device, value })
      worst = { of: quantity.of, name: quantity.name, one: side(one), other: side(other), relative }
    }
  })
  return worst
}

/**
 * Whether runs of the same code, parameters and seed came to the same numbers on every kind of device:
 * a claim's value and a metric may differ by `agreement`, relative to the greater. Times and rates are
 * left out, and so are claims about rounding (at most a thousandth, or near 0) that hold on both.
 * @returns one comparison for each that ran on two kinds of device or more, in the order of `runs`.
 */
export function compareRuns(
  runs: readonly ComparableRun[],
  { agreement, claims }: { agreement: number; claims: Record<string, ClaimSpec> },
): Comparison[] {
  const groups = Map.groupBy(runs, keyOf)
  return [...groups.values()].flatMap((group) => {
    const devices = [...new Set(group.map(({ device }) => device.kind))]
    const [first] = group
    if (!first || devices.length < 2) return []
    const quantities = quantitiesOf(group).filter(({ sides }) => new Set(sides.map(({ device }) => device)).size > 1)
    const disagreements = quantities.flatMap(
      (each) => worstPair(each, each.of === 'claim' ? claims[each.name] : undefined, agreement) ?? [],
    )
    const { codeVersion, parameters, seed } = first
    return [
      {
        codeVersion,
        parameters,
        seed,
        runs: group.map(({ id }) => id),
        devices,
        compared: quantities.length,
        disagreements,
      },
    ]
  })
}
