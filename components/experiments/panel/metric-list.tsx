import { numberText } from '../figures/number-text.ts'

/** Numbers worth keeping that are no claims. */
export function MetricList({ metrics }: { metrics: readonly { name: string; value: number; unit: string | null }[] }) {
  if (metrics.length === 0) return null
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-3">
      {metrics.map(({ name, value, unit }) => (
        <div key={name}>
          <dt className="text-sm text-muted">{name}</dt>
          <dd className="font-medium tabular-nums">
            {numberText(value, 4)}
            {unit && ` ${unit}`}
          </dd>
        </div>
      ))}
    </dl>
  )
}
