import type { AuthoredLine } from '#lib/notes/history/history-queries.ts'

/** The note as it stands, with who wrote each line beside it. */
export function LineAuthors({ lines }: { lines: readonly AuthoredLine[] }) {
  const writers = lines.map(({ authors }) => authors.join(', ') || 'Imported')
  return (
    <div
      role="group"
      aria-label="Who wrote each line"
      tabIndex={0}
      className="max-h-[70dvh] overflow-auto rounded-md border border-line bg-surface py-2 text-sm leading-relaxed"
    >
      <table className="w-full border-collapse">
        <thead className="sr-only">
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Line</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => {
            const who = writers[index]
            const isSame = index > 0 && who === writers[index - 1]
            return (
              <tr key={index} className={isSame ? undefined : 'border-t border-line first:border-t-0'}>
                <td className="w-40 max-w-40 truncate px-3 align-top text-muted" title={who}>
                  {isSame ? <span className="sr-only">{who}</span> : who}
                </td>
                <td className="px-3 font-mono break-words whitespace-pre-wrap">{line.text || ' '}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
