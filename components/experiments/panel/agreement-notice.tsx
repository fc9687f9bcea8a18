import { Notice } from '#components/ui/notice.tsx'
import { type ComparableRun, compareRuns } from '#lib/experiments/runs/agreement.ts'
import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { numberText } from '../figures/number-text.ts'

const SHORT: Record<DeviceKind, string> = { webgpu: 'GPU', wasm: 'CPU (WebAssembly)', plain: 'CPU (plain JavaScript)' }
const names = (devices: readonly DeviceKind[]) => devices.map((kind) => SHORT[kind]).join(' and ')
const value = (number: number | null) => (number === null ? 'no number' : numberText(number, 5))

/** Whether runs of the same code, parameters and seed came to the same numbers on each device; nothing where only one was used. */
export function AgreementNotice({
  runs,
  description,
}: {
  runs: readonly ComparableRun[]
  description: Pick<ExperimentDescription, 'agreement' | 'claims'>
}) {
  const comparisons = compareRuns(runs, description)
  return comparisons.map((comparison, at) => {
    const { devices, compared, disagreements } = comparison
    if (disagreements.length === 0) {
      return (
        <Notice key={at} tone="success" title={`${names(devices)} agree`}>
          All {compared} numbers compared are within {numberText(description.agreement)} of each other, relative to the
          greater.
        </Notice>
      )
    }
    return (
      <Notice key={at} tone="danger" title={`${names(devices)} do not agree`}>
        <p>
          With the same code, parameters and seed, {disagreements.length} of {compared} numbers differ by more than the{' '}
          {numberText(description.agreement)} that was stated.
        </p>
        <ul className="mt-1.5 list-disc pl-5 tabular-nums">
          {disagreements.map(({ of, name, one, other, relative }) => (
            <li key={`${of} ${name}`}>
              {of === 'claim' ? (description.claims[name]?.source ?? name) : name}: {value(one.value)} on the{' '}
              {SHORT[one.device]}, {value(other.value)} on the {SHORT[other.device]}
              {relative !== null && ` (${numberText(relative, 2)} apart)`}
            </li>
          ))}
        </ul>
      </Notice>
    )
  })
}
