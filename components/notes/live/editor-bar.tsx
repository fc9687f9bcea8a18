'use client'

import clsx from 'clsx'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'

const VIEWS = { write: 'Write', preview: 'Preview' } as const
export type EditorSide = keyof typeof VIEWS

/** What stays above the note while one scrolls: how it is saved, who is here, and on a phone which side one sees. */
export function EditorBar({
  save,
  people,
  discussion,
  shown,
  onShow,
  doneHref,
}: {
  save: ReactNode
  people: ReactNode
  discussion: ReactNode
  shown: EditorSide
  onShow: (side: EditorSide) => void
  doneHref: string
}) {
  return (
    <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-1.5 bg-canvas py-1.5">
      <div className="flex min-w-0 flex-1 items-center gap-1.5 max-lg:min-w-40">
        <ButtonLink
          href={doneHref}
          size="sm"
          variant="ghost"
          prefetch={false}
          aria-label="Back to the paper"
          className="-ml-2.5 text-muted max-lg:px-1.5 lg:hidden"
        >
          <ArrowLeft aria-hidden />
        </ButtonLink>
        {save}
      </div>
      {people}
      <div className="flex items-center gap-2 max-lg:w-full">
        <div role="group" aria-label="Show" className="flex flex-1 rounded-md border border-line lg:hidden">
          {(Object.keys(VIEWS) as EditorSide[]).map((each) => (
            <Button
              key={each}
              size="sm"
              variant="ghost"
              aria-pressed={shown === each}
              className={clsx('flex-1', shown === each && 'bg-accent-soft text-accent-strong')}
              onClick={() => onShow(each)}
            >
              {VIEWS[each]}
            </Button>
          ))}
        </div>
        {discussion}
        <ButtonLink href={doneHref} size="sm" prefetch={false} className="max-lg:hidden">
          Back to the paper
        </ButtonLink>
      </div>
    </div>
  )
}
