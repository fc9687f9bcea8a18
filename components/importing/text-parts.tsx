import type { Correction } from '#lib/readme/plan/decisions.ts'
import type { TextPart } from '#lib/readme/report/preview-page.ts'
import { Badge } from '#components/ui/badge.tsx'
import { TextPartActions } from './text-part.tsx'

const MAX_LINES = 12

function excerptOf(text: string): string {
  const lines = text.trim().split('\n')
  return lines.length > MAX_LINES
    ? `${lines.slice(0, MAX_LINES).join('\n')}\n⋯ ${lines.length - MAX_LINES} more lines`
    : lines.join('\n')
}

/** What of the file becomes no paper, with why; a person may know better. */
export function TextParts({
  parts,
  decided,
  isReadOnly = false,
}: {
  parts: readonly TextPart[]
  decided: Record<string, Correction>
  isReadOnly?: boolean
}) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {parts.map((part) => {
        const { key, line, endLine, section, text, reason, isRefused } = part
        const where = line === endLine ? `line ${line}` : `lines ${line}–${endLine}`
        const firstWords = text.trim().slice(0, 80)
        return (
          <li key={key} className="py-4">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
              <Badge tone={isRefused ? 'warning' : 'neutral'}>{isRefused ? 'refused' : 'text'}</Badge>
              <span className="font-medium">{reason ?? 'no paper in it'}</span>
              <span className="text-muted tabular-nums">
                {[section.join(' › '), where].filter(Boolean).join(' · ')}
              </span>
            </p>
            <pre
              dir="auto"
              className="mt-2 rounded-md bg-sunken px-3 py-2 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap"
            >
              {excerptOf(text)}
            </pre>
            {!isReadOnly && <TextPartActions partKey={key} excerpt={firstWords} decided={decided[key] ?? null} />}
          </li>
        )
      })}
    </ul>
  )
}
