import type { ImportReport } from '#lib/importing/report.ts'

/** The import in numbers. */
export function ImportCounts({ counts }: { counts: ImportReport['counts'] }) {
  const numbers: [string, number][] = [
    ['added', counts.added],
    ['changed', counts.changed],
    ['unchanged', counts.unchanged],
    ['conflicts', counts.conflicts],
    ['no longer in the file', counts.missing],
  ]
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-5">
      {numbers.map(([label, number]) => (
        <div key={label} className="flex flex-col-reverse bg-surface px-4 py-3">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="font-serif text-2xl font-semibold tabular-nums">{number.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  )
}
