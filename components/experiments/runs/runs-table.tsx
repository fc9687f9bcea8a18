'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Time } from '#components/ui/time.tsx'
import { experimentHref } from '#lib/experiments/address.ts'
import type { RunRow } from '#lib/experiments/authored/schema.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import { durationText, numberText } from '../figures/number-text.ts'
import { changedText, linkTexts } from '../panel/parameter-texts.ts'
import { VerdictSummary } from '../verdicts/verdict-summary.tsx'

/** Most runs that are laid over one another. */
const MOST = 8
const HEAD = 'px-3 py-2 text-left align-bottom font-semibold whitespace-nowrap'
const CELL = 'px-3 py-2.5 align-top'

type Remove = (input: { list: string; run: string }) => Promise<{ ok: true } | { ok: false; message: string }>

function Metrics({ run }: { run: RunRow }) {
  return (
    <ul className="min-w-40">
      {run.metrics.slice(0, 4).map(({ name, value, unit }) => (
        <li key={name}>
          <span className="text-muted">{name}</span> {numberText(value, 4)}
          {unit && ` ${unit}`}
        </li>
      ))}
      {run.metrics.length > 4 && <li className="text-muted">and {run.metrics.length - 4} more</li>}
    </ul>
  )
}

/**
 * The runs that the group kept. Choosing some and comparing them is a plain form, so that it works
 * wherever the page does.
 */
export function RunsTable({
  list,
  slug,
  description,
  runs,
  nextCursor,
  isFirst,
  remove,
}: {
  list: string
  slug: string
  description: ExperimentDescription
  runs: readonly RunRow[]
  nextCursor: string | null
  isFirst: boolean
  remove: Remove
}) {
  const router = useRouter()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const own = experimentHref(`/l/${list}`, slug)
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      if (isChosen) next.add(id)
      else next.delete(id)
      return next
    })
  return (
    <section id="runs" aria-labelledby="runs-heading" className="scroll-mt-6 border-t border-line pt-6">
      <h2 id="runs-heading" className="mb-3 font-serif text-2xl font-semibold">
        The group’s runs
      </h2>
      {runs.length === 0 ? (
        <p className="text-muted">
          {isFirst ? 'Nobody has saved a run yet. A run that has finished can be saved here.' : 'There are no more.'}
        </p>
      ) : (
        <form action={`${own}/compare`} className="grid gap-3">
          <div
            role="region"
            aria-label="The group’s runs"
            tabIndex={0}
            className="overflow-x-auto rounded-lg border border-line bg-surface"
          >
            <table className="w-full border-collapse text-sm tabular-nums">
              <thead className="border-b border-line">
                <tr>
                  <th scope="col" className={HEAD}>
                    <span className="sr-only">Choose</span>
                  </th>
                  <th scope="col" className={HEAD}>
                    Run
                  </th>
                  <th scope="col" className={HEAD}>
                    Parameters
                  </th>
                  <th scope="col" className={HEAD}>
                    Device
                  </th>
                  <th scope="col" className={HEAD}>
                    Verdicts
                  </th>
                  <th scope="col" className={HEAD}>
                    Numbers
                  </th>
                  <td />
                </tr>
              </thead>
              <tbody className="divide-y divide-line">
                {runs.map((run) => {
                  const texts = linkTexts(description, run.parameters, run.seed)
                  const who = run.userName ?? 'Somebody who left'
                  return (
                    <tr key={run.id}>
                      <td className={CELL}>
                        <input
                          type="checkbox"
                          name="run"
                          value={run.id}
                          aria-label={`Compare the run by ${who}, seed ${run.seed}`}
                          className="size-[1.125rem] accent-accent touch:size-6"
                          disabled={chosen.size >= MOST && !chosen.has(run.id)}
                          onChange={(event) => choose(run.id, event.target.checked)}
                        />
                      </td>
                      <td className={`${CELL} min-w-40`}>
                        <span className="font-medium">{who}</span>
                        <br />
                        <span className="text-muted">
                          <Time date={run.createdAt} time />
                        </span>
                        {run.remark && <p className="mt-1">{run.remark}</p>}
                        {!run.isCurrent && (
                          <Badge tone="warning" className="mt-1">
                            of earlier code
                          </Badge>
                        )}
                      </td>
                      <td className={`${CELL} min-w-40`}>
                        <a href={experimentHref(`/l/${list}`, slug, texts)} className="link">
                          {changedText(description, run.parameters, run.seed) || 'the defaults'}
                        </a>
                      </td>
                      <td className={`${CELL} min-w-36`}>
                        {run.device.label}
                        <br />
                        <span className="text-muted">{durationText(run.milliseconds)}</span>
                      </td>
                      <td className={CELL}>
                        <VerdictSummary verdicts={run.verdicts} />
                      </td>
                      <td className={CELL}>
                        <Metrics run={run} />
                      </td>
                      <td className={CELL}>
                        {run.mayRemove && (
                          <ConfirmDialog
                            trigger={
                              <IconButton label={`Remove the run by ${who}`} data-needs-js>
                                <Trash2 aria-hidden />
                              </IconButton>
                            }
                            title="Remove this run?"
                            confirmLabel="Remove the run"
                            onConfirm={async () => {
                              const answer = await remove({ list, run: run.id })
                              if (!answer.ok) return answer.message
                              choose(run.id, false)
                              router.refresh()
                            }}
                          >
                            Its numbers and figures are gone for everybody. Running it again with the same parameters
                            and seed brings back the same ones.
                          </ConfirmDialog>
                        )}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit">Compare those chosen</Button>
            <span className="text-sm text-muted" role="status">
              {chosen.size >= MOST ? `${MOST} are chosen: no more fit over one another.` : `Two to ${MOST} runs.`}
            </span>
            {nextCursor && (
              <ButtonLink
                href={`${own}?${new URLSearchParams({ 'runs-after': nextCursor }).toString()}#runs`}
                variant="ghost"
                className="ml-auto"
              >
                Earlier runs
              </ButtonLink>
            )}
          </div>
        </form>
      )}
    </section>
  )
}
