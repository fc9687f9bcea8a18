'use client'

import { LoaderCircle } from 'lucide-react'
import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, useActionState, useMemo, useState, useTransition } from 'react'
import { type Recognised, recognise } from '#lib/readme/parse/recognise.ts'
import type { ActionResult } from '#lib/web/action.ts'
import type { FormAction } from '#components/papers/form-action.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type ChosenFile, problemOf } from './chosen-files.ts'
import { DropZone } from './drop-zone.tsx'

/** A preview that is ready, and what did not make it there. */
type Started = { href: string; warnings: string[] }
type Refusal = { message: string; fields: Record<string, string> }

const LOST: Refusal = {
  message: 'The server could not be reached, or the upload was too large for it. Nothing was changed.',
  fields: {},
}

function inWords(found: Recognised): string {
  switch (found.kind) {
    case 'nothing':
      return ''
    case 'address':
      return found.isGitHub
        ? 'An address on GitHub: the list is fetched from there.'
        : 'An address: the file is fetched.'
    case 'bibliography':
      return `A bibliography in ${found.format}.`
    case 'ids':
      return found.count === 1 ? 'The identifier of a paper.' : `Identifiers of ${found.count} papers.`
    case 'text':
      return found.lines === 1 ? 'A text of one line.' : `A text of ${found.lines.toLocaleString('en')} lines.`
  }
}

/**
 * Where to import from: files, a text, or an address, in one form that recognises what it got. What was
 * chosen stays in the browser until the server has read it. Works without JavaScript, with one file or a text.
 */
export function SourceForm({ list, start }: { list: string; start: FormAction<Started> }) {
  const [files, setFiles] = useState<ChosenFile[]>([])
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [started, setStarted] = useState<Started | null>(null)
  const [pending, startTransition] = useTransition()
  const [withoutJs, send] = useActionState<ActionResult<Started> | null, FormData>(start, null)
  const found = useMemo(() => recognise(text), [text])
  const shown = refusal ?? (withoutJs?.ok === false ? withoutJs : null)
  const error = (field: string) => shown?.fields[field]
  const isElsewhere = shown !== null && !['files', 'text', 'branch', 'path'].some((field) => shown.fields[field])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const wrong = problemOf(files, text)
    setProblem(wrong)
    setRefusal(null)
    if (wrong) return
    const form = new FormData(event.currentTarget)
    form.delete('files[]')
    for (const { file } of files) form.append('files[]', file)
    form.set('paths', JSON.stringify(files.map(({ path }) => path)))
    startTransition(async () => {
      try {
        const result = await start(null, form)
        if (result?.ok === false) setRefusal(result)
        else if (result?.ok) setStarted(result.data)
      } catch (error) {
        unstable_rethrow(error)
        setRefusal(LOST)
      }
    })
  }

  const ready = started ?? (withoutJs?.ok ? withoutJs.data : null)
  if (ready) return <Ready {...ready} />
  return (
    <form action={send} onSubmit={submit} noValidate aria-busy={pending} className="space-y-5">
      <input type="hidden" name="list" value={list} />
      <DropZone
        files={files}
        change={(chosen) => {
          setFiles(chosen)
          setProblem(null)
          setRefusal(null)
        }}
        error={problem ?? error('files')}
      />
      {files.length === 0 && (
        <>
          <Field
            label="Or an address, or the text itself"
            hint="A repository on GitHub, the address of a file, Markdown, BibTeX, RIS, or a list of arXiv ids and DOIs."
            error={error('text')}
          >
            <Textarea
              mono
              name="text"
              rows={text.includes('\n') ? 10 : 3}
              value={text}
              placeholder="https://github.com/owner/awesome-papers"
              onChange={(event) => {
                setText(event.target.value)
                setProblem(null)
              }}
            />
          </Field>
          <p aria-live="polite" className="-mt-3 text-sm font-medium text-accent empty:hidden">
            {inWords(found)}
          </p>
          {found.kind === 'address' && found.isGitHub && (
            <div className="grid gap-4 sm:grid-cols-2">
              <Field
                label="Branch"
                optional
                hint="The repository’s own default, if left empty."
                error={error('branch')}
              >
                <Input name="branch" autoCapitalize="none" spellCheck={false} placeholder="main" />
              </Field>
              <Field label="Path" optional hint="Its README, if left empty." error={error('path')}>
                <Input name="path" autoCapitalize="none" spellCheck={false} placeholder="docs/papers.md" />
              </Field>
            </div>
          )}
        </>
      )}
      <div role="alert" className="empty:hidden">
        {shown && isElsewhere && <Notice tone="danger">{shown.message}</Notice>}
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" aria-disabled={pending}>
          {pending && <LoaderCircle aria-hidden className="animate-spin" />}
          {pending ? (found.kind === 'address' && files.length === 0 ? 'Fetching…' : 'Reading…') : 'Preview'}
        </Button>
        <p className="text-sm text-muted">Nothing is written before you have seen what would change.</p>
      </div>
    </form>
  )
}

/** Says what was left out before the way goes on: nothing is lost unsaid. */
function Ready({ href, warnings }: Started) {
  return (
    <Notice
      tone="warning"
      role="status"
      title="Read, but for some of it"
      action={
        <ButtonLink href={href} variant="primary" size="sm">
          Go on to the preview
        </ButtonLink>
      }
    >
      <ul className="mt-1 list-disc space-y-1 pl-5">
        {warnings.map((warning, index) => (
          <li key={index}>{warning}</li>
        ))}
      </ul>
    </Notice>
  )
}
