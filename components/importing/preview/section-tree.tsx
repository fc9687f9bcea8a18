import type { ImportReport } from '#lib/readme/report.ts'
import { Badge } from '#components/ui/badge.tsx'

type Row = ImportReport['sections'][number]
type Branch = { row: Row; children: Branch[] }

/** The rows come in the file's order, a parent before its children. */
function nest(rows: readonly Row[]): Branch[] {
  const roots: Branch[] = []
  const open: Branch[] = []
  for (const row of rows) {
    while (open.length >= row.path.length) open.pop()
    const branch: Branch = { row, children: [] }
    ;(open.at(-1)?.children ?? roots).push(branch)
    open.push(branch)
  }
  return roots
}

function Branches({ branches }: { branches: Branch[] }) {
  return (
    <ul className="space-y-1.5 [&_ul]:mt-1.5 [&_ul]:border-l [&_ul]:border-line [&_ul]:pl-4">
      {branches.map(({ row, children }, index) => (
        <li key={index}>
          <span className="mr-2">{row.path.at(-1)}</span>
          <span className="mr-2 text-sm text-muted tabular-nums">
            {row.papers} {row.papers === 1 ? 'paper' : 'papers'}
          </span>
          {row.status === 'added' && <Badge tone="success">new</Badge>}
          {row.status === 'missing' && <Badge tone="warning">no longer in the file</Badge>}
          {children.length > 0 && <Branches branches={children} />}
        </li>
      ))}
    </ul>
  )
}

/** The file's sections, nested as in the file. */
export function SectionTree({ sections }: { sections: ImportReport['sections'] }) {
  return (
    <section aria-labelledby="import-sections">
      <h3 id="import-sections" className="mb-3 font-serif text-xl font-semibold">
        Sections
      </h3>
      <Branches branches={nest(sections)} />
    </section>
  )
}
