'use client'

import { useId, useState } from 'react'
import type { PaperReport } from '#lib/importing/report.ts'
import { Button } from '#components/ui/button.tsx'
import { PaperEntry } from './paper-entry.tsx'

const FIRST = 50

/** Papers of one kind under a heading; a long list shows its first ones until asked. `isClosed`: folded. */
export function PaperList({
  title,
  hint,
  papers,
  isClosed = false,
}: {
  title: string
  hint?: string
  papers: readonly PaperReport[]
  isClosed?: boolean
}) {
  const id = useId()
  const [all, setAll] = useState(false)
  if (papers.length === 0) return null
  const shown = all ? papers : papers.slice(0, FIRST)
  const list = (
    <>
      <ol className="divide-y divide-line border-y border-line">
        {shown.map((paper) => (
          <PaperEntry key={`${paper.line}/${paper.title}`} paper={paper} />
        ))}
      </ol>
      {shown.length < papers.length && (
        <Button className="mt-3" onClick={() => setAll(true)}>
          Show all {papers.length.toLocaleString('en')}
        </Button>
      )}
    </>
  )
  const heading = `${title} (${papers.length.toLocaleString('en')})`
  if (isClosed) {
    return (
      <details>
        <summary className="mb-3 cursor-pointer font-serif text-xl font-semibold">{heading}</summary>
        {list}
      </details>
    )
  }
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="font-serif text-xl font-semibold">
        {heading}
      </h3>
      <p className="mb-3 text-sm text-muted">{hint}</p>
      {list}
    </section>
  )
}
