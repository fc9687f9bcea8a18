'use client'

import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { PaperFormValues } from '#lib/papers/schema.ts'

type Part = keyof PaperFormValues

const LABELS: Record<Part, string> = {
  title: 'Title',
  authors: 'Authors',
  venue: 'Venue',
  year: 'Year',
  links: 'Links',
  arxiv: 'arXiv number',
  doi: 'DOI',
  abstract: 'Abstract',
}

const asText = (value: PaperFormValues[Part]) =>
  typeof value === 'string'
    ? value
    : value
        .filter((link) => link.url !== '')
        .map((link) => [link.kind, link.url, link.label].join(' ').trim())
        .join('\n')

function isConflict(details: unknown): details is { values: PaperFormValues } {
  return typeof details === 'object' && details !== null && 'values' in details
}

/** What someone else saved while this form was open, field by field; nothing that was typed is replaced unasked. */
export function PaperConflictNotice({
  details,
  mine,
  onTake,
}: {
  details: unknown
  mine: PaperFormValues
  onTake: (part: Partial<PaperFormValues>) => void
}) {
  if (!isConflict(details)) return null
  const theirs = details.values
  const parts = (Object.keys(LABELS) as Part[]).filter((part) => asText(theirs[part]) !== asText(mine[part]))
  return (
    <Notice tone="warning" role="alert" title="Someone else changed this paper while you were editing it.">
      {parts.length === 0 ? (
        <p>They wrote the same as you. Saving changes nothing.</p>
      ) : (
        <>
          <p>What you typed is still in the form. These fields differ from what is saved now:</p>
          <dl className="mt-3 grid gap-3">
            {parts.map((part) => (
              <div key={part}>
                <dt className="text-sm font-semibold">{LABELS[part]}</dt>
                <dd className="mt-1 flex flex-wrap items-start justify-between gap-2">
                  <span className="min-w-0 flex-1 basis-60 break-words whitespace-pre-line">
                    {asText(theirs[part]) || <em>empty</em>}
                  </span>
                  <Button size="sm" onClick={() => onTake({ [part]: theirs[part] })}>
                    Take theirs<span className="sr-only"> ({LABELS[part]})</span>
                  </Button>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Notice>
  )
}
