'use client'

import { useId, useState, useTransition } from 'react'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

export type FoundPaper = { id: string; title: string; year: number | null }

/** The paper that something is about: the one that it is about already, or another one of the list. */
export function PaperChoice({
  list,
  chosen,
  search,
  onChoose,
}: {
  list: string
  chosen: { id: string; title: string } | null
  search: CallAction<FoundPaper[]>
  onChoose(paper: FoundPaper): void
}) {
  const name = useId()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<FoundPaper[] | null>(null)
  const [isPending, start] = useTransition()
  const look = () =>
    start(async () => {
      const result = await search({ list, query })
      setFound(result.ok ? result.data : [])
    })
  return (
    <div className="grid gap-3">
      <p>
        About: <strong className="font-semibold">{chosen?.title ?? 'no paper of this list yet'}</strong>
      </p>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
      >
        <Field label="About another paper" className="min-w-0 flex-1 basis-48">
          <Input
            type="search"
            value={query}
            placeholder="Title or author"
            onChange={(event) => setQuery(event.target.value)}
          />
        </Field>
        <Button type="submit" disabled={isPending || query.trim() === ''}>
          Find
        </Button>
      </form>
      {found && (
        <fieldset aria-live="polite" className="grid gap-1">
          <legend className="mb-1 text-sm text-muted">
            {found.length === 0 ? 'No paper of this list was found.' : 'Choose one of these:'}
          </legend>
          {found.map((paper) => (
            <label key={paper.id} className="flex min-h-10 items-baseline gap-2.5 touch:min-h-11">
              <input
                type="radio"
                name={name}
                checked={chosen?.id === paper.id}
                onChange={() => onChoose(paper)}
                className="accent-accent"
              />
              <span>
                {paper.title}
                {paper.year !== null && <span className="text-muted"> ({paper.year})</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
