/** Lines as they stand in the file, with their numbers. A file's lines, and those of one entry. */
export function SourceLines({ lines, first, label }: { lines: readonly string[]; first: number; label: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="max-h-64 overflow-auto rounded-md border border-line bg-sunken py-1.5 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap"
    >
      {lines.map((line, index) => (
        <span key={index} className="flex">
          <span aria-hidden className="w-12 shrink-0 pr-3 text-right text-muted tabular-nums select-none">
            {first + index}
          </span>
          <span dir="auto" className="min-w-0 flex-1 pr-3">
            {line || ' '}
          </span>
        </span>
      ))}
    </pre>
  )
}
