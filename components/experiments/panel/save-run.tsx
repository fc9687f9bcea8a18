'use client'

import { Check, Save } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { RunResult } from '#lib/experiments/runtime/result.ts'

/** How a finished run is kept for the group: the server's action, and where it belongs. */
export type Saving = {
  list: string
  action(input: {
    list: string
    slug: string
    result: Omit<RunResult, 'finishedAt'>
    remark: string | null
  }): Promise<{ ok: true } | { ok: false; message: string }>
}

/** Keeps the run that has just ended among the group's, with a remark. */
export function SaveRun({ saving, slug, result }: { saving: Saving; slug: string; result: RunResult }) {
  const router = useRouter()
  const [remark, setRemark] = useState('')
  const [saved, setSaved] = useState<RunResult | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  if (saved === result) {
    return (
      <p role="status" className="flex items-center gap-2 text-sm font-medium text-success">
        <Check aria-hidden className="size-4" />
        Saved among the group’s runs.
      </p>
    )
  }
  const save = () =>
    start(async () => {
      const { finishedAt: _finishedAt, ...kept } = result
      const answer = await saving.action({ list: saving.list, slug, result: kept, remark: remark.trim() || null })
      setProblem(answer.ok ? null : answer.message)
      if (!answer.ok) return
      setSaved(result)
      setRemark('')
      router.refresh()
    })
  return (
    <form className="flex flex-wrap items-end gap-3" action={save} aria-label="Save this run">
      <Field label="Remark" optional className="min-w-0 flex-1 basis-56" error={problem}>
        <Input value={remark} maxLength={500} onChange={(event) => setRemark(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" disabled={pending}>
        <Save aria-hidden />
        {pending ? 'Saving…' : 'Save this run'}
      </Button>
    </form>
  )
}
