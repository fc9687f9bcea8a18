'use client'

import { GitFork } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { CallAction } from '#components/papers/form-action.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { type FoundPaper, PaperChoice } from './paper-choice.tsx'

/** Copies an experiment into one that the group may change, about a paper of the list, and opens it in the editor. */
export function ForkExperiment({
  target,
  paper,
  action,
  search,
}: {
  target: { list: string; slug: string }
  /** What the experiment is about here; null: the list has no such paper. */
  paper: { id: string; title: string } | null
  action: CallAction<{ slug: string }>
  search: CallAction<FoundPaper[]>
}) {
  const router = useRouter()
  const [chosen, setChosen] = useState<{ id: string; title: string } | null>(paper)
  const [problem, setProblem] = useState<string | null>(null)
  const [isPending, start] = useTransition()
  const fork = () =>
    start(async () => {
      const result = await action({ list: target.list, from: target.slug, paper: chosen?.id ?? null })
      if (!result.ok) return setProblem(result.message)
      router.push(`/l/${target.list}/experiments/${result.data.slug}/edit`)
    })
  return (
    <Dialog
      title="Fork this experiment"
      description="The copy is the group’s own: any member may change it. The original stays as it is."
      trigger={
        <Button>
          <GitFork aria-hidden />
          Fork
        </Button>
      }
    >
      <div className="grid gap-4">
        <PaperChoice list={target.list} chosen={chosen} search={search} onChoose={setChosen} />
        {problem && (
          <p role="alert" className="text-sm font-medium text-danger">
            {problem}
          </p>
        )}
        <div>
          <Button variant="primary" disabled={isPending || chosen === null} onClick={fork}>
            {isPending ? 'One moment…' : 'Fork and open it'}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
