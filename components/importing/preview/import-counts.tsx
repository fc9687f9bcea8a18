import type { ImportReport } from '#lib/readme/report.ts'

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
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface sm:grid-cols-5">
      {numbers.map(([label, number]) => (
        <div
          key={label}
          className="-mt-px -ml-px flex flex-col-reverse border-t border-l border-line px-4 py-3 last:col-span-2 sm:last:col-span-1"
        >
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="font-serif text-2xl font-semibold tabular-nums">{number.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  )
}
