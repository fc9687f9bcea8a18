'use client'

import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import type { Problem } from './problems.ts'

const FROM: Record<Problem['from'], string> = { types: 'Types', text: 'Text', run: 'Run' }

/** What is wrong with the text, in words; each leads to its line. */
export function ProblemList({
  problems,
  isBusy,
  hasTypes,
  onGo,
}: {
  problems: readonly Problem[]
  isBusy: boolean
  /** The type checker is there. */
  hasTypes: boolean
  onGo(problem: Problem): void
}) {
  const count = problems.length
  return (
    <section
      aria-label="Problems"
      className="max-h-44 overflow-y-auto border-t border-line bg-surface px-3 py-2 text-sm"
    >
      <p role="status" className="flex items-center gap-2 text-muted">
        {count > 0 ? (
          <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
        ) : isBusy ? (
          <LoaderCircle aria-hidden className="size-4 shrink-0" />
        ) : (
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
        )}
        <span>
          {count > 0
            ? `${count} ${count === 1 ? 'problem' : 'problems'}`
            : isBusy
              ? 'Reading the text…'
              : 'No problems'}
          {!hasTypes && ' (the type checker could not be loaded)'}
        </span>
      </p>
      {count > 0 && (
        <ul className="mt-1 grid">
          {problems.map((problem, index) => (
            <li key={index}>
              <button
                type="button"
                disabled={problem.line === null}
                onClick={() => onGo(problem)}
                className="grid w-full grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-sm px-1 py-1 text-left enabled:hover:bg-accent-soft touch:min-h-11"
              >
                <span className="text-muted tabular-nums">
                  {FROM[problem.from]}
                  {problem.line !== null && `, line ${problem.line}`}
                </span>
                <span className="break-words whitespace-pre-wrap">{problem.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
