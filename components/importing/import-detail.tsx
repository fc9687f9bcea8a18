import Link from 'next/link'
import { type ReactNode, useId } from 'react'
import type { ImportDetail } from '#lib/readme/apply/import-queries.ts'
import { IMPORT_FIELDS } from '#lib/readme/report.ts'
import { FIELD_LABELS, FieldDiff } from './preview/field-diff.tsx'
import { ImportCounts } from './preview/import-counts.tsx'
import { LineCoverageLine } from './preview/line-coverage.tsx'
import { Warnings } from './preview/warnings.tsx'

const FIRST_ADDED = 500
const FIRST_CHANGED = 100

const CHOSEN: Record<string, string> = {
  theirs: 'the file’s was chosen',
  text: 'written together',
  ours: 'the list’s own was chosen',
}

function fieldLabel(name: string): string {
  const field = IMPORT_FIELDS.find((known) => known === name)
  return field ? FIELD_LABELS[field] : name
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 font-serif text-xl font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}

const More = ({ number }: { number: number }) =>
  number > 0 ? <p className="mt-3 text-sm text-muted">… and {number.toLocaleString('en')} more.</p> : null

/** What an import did, from what it wrote down. */
export function ImportDetailView({ list, detail }: { list: string; detail: ImportDetail }) {
  const { counts, warnings, conflicts, written, coverage, entries } = detail
  const href = (paper: string) => `/l/${list}/p/${paper}`
  return (
    <div className="space-y-10">
      <div className="space-y-3">
        {counts && <ImportCounts counts={counts} />}
        <LineCoverageLine coverage={coverage} entries={entries} />
        <Warnings warnings={warnings} />
      </div>
      {conflicts.length > 0 && (
        <Part title="Changed on both sides">
          <ul className="divide-y divide-line border-y border-line">
            {conflicts.map(({ title, line, field, chosen }, index) => (
              <li key={index} className="py-2">
                <span className="font-serif">{title}</span>{' '}
                <span className="text-sm text-muted">
                  {fieldLabel(field)}, line {line}: {CHOSEN[chosen ?? ''] ?? 'nobody chose, the list’s own stayed'}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {written && written.changed.length > 0 && (
        <Part title={`Changed (${written.changed.length.toLocaleString('en')})`}>
          <ul className="divide-y divide-line border-y border-line">
            {written.changed.slice(0, FIRST_CHANGED).map(({ id, title, changes }) => (
              <li key={id} className="py-4">
                <Link href={href(id)} prefetch={false} className="font-serif text-lg leading-snug hover:underline">
                  {title}
                </Link>
                {changes.map((change) => (
                  <FieldDiff key={change.field} change={change} />
                ))}
              </li>
            ))}
          </ul>
          <More number={written.changed.length - FIRST_CHANGED} />
        </Part>
      )}
      {written && written.added.length > 0 && (
        <Part title={`New (${written.added.length.toLocaleString('en')})`}>
          <ul className="columns-1 gap-10 md:columns-2">
            {written.added.slice(0, FIRST_ADDED).map(({ id, title }) => (
              <li key={id} className="mb-1.5 break-inside-avoid leading-snug">
                <Link href={href(id)} prefetch={false} className="font-serif hover:underline">
                  {title}
                </Link>
              </li>
            ))}
          </ul>
          <More number={written.added.length - FIRST_ADDED} />
        </Part>
      )}
      {written && written.removed > 0 && (
        <p className="text-muted">
          {written.removed} removed, as was decided; they wait under{' '}
          <Link href={`/l/${list}/removed`} className="link">
            Removed
          </Link>
          .
        </p>
      )}
    </div>
  )
}
