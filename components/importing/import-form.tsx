'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type Upload, uploadProblem } from './upload.ts'

const FILE_LOOK =
  'file:mr-3 file:cursor-pointer file:rounded-sm file:border-0 file:bg-accent-soft file:px-2.5 file:py-1 file:text-sm file:font-semibold file:text-accent-strong'

type Refusal = { message: string; fields: Record<string, string> }

/** The first step: a file or a pasted text, and the images that its notes show. */
export function ImportForm({
  upload,
  change,
  submit,
  pending,
  refusal,
}: {
  upload: Upload
  change: (upload: Upload) => void
  submit: () => void
  pending: boolean
  refusal: Refusal | null
}) {
  const [problem, setProblem] = useState<ReturnType<typeof uploadProblem>>(null)
  const error = (field: string) => (problem?.field === field ? problem.message : refusal?.fields[field])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    const found = uploadProblem(upload)
    setProblem(found)
    if (!found) submit()
  }
  return (
    <form method="post" onSubmit={onSubmit} noValidate aria-busy={pending} className="max-w-measure space-y-6">
      <noscript>
        <Notice tone="info">
          The preview needs JavaScript. Without it, the server’s own terminal does the same: npx colloquium import FILE
        </Notice>
      </noscript>
      <Field label="README file" hint="Markdown, in UTF-8, at most 20 MB." error={error('file')}>
        <Input
          type="file"
          className={FILE_LOOK}
          name="file"
          accept=".md,.markdown,.mdown,.txt,text/markdown,text/plain"
          onChange={(event) => change({ ...upload, file: event.target.files?.[0] ?? null })}
        />
      </Field>
      {upload.file ? (
        <p className="text-sm text-muted">
          <span className="font-medium text-ink">{upload.file.name}</span> will be read; to paste a text instead, choose
          no file.
        </p>
      ) : (
        <Field label="Or paste the text" error={error('text')}>
          <Textarea
            mono
            name="text"
            rows={10}
            value={upload.text}
            placeholder={'# Awesome papers\n\n## Topic\n\nAuthors [**Title**](https://arxiv.org/abs/…) Venue (Year)'}
            onChange={(event) => change({ ...upload, text: event.target.value })}
          />
        </Field>
      )}
      <Field
        label="Images"
        optional
        hint="The figures that the notes show, such as assets/figure.png. They are found by their file names."
        error={error('images')}
      >
        <Input
          type="file"
          className={FILE_LOOK}
          name="images"
          multiple
          accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
          onChange={(event) => change({ ...upload, images: [...(event.target.files ?? [])] })}
        />
      </Field>
      {upload.images.length > 0 && (
        <p className="text-sm text-muted">{upload.images.map((image) => image.name).join(', ')}</p>
      )}
      <div aria-live="polite">
        {refusal && !problem && Object.keys(refusal.fields).length === 0 && (
          <Notice tone="danger">{refusal.message}</Notice>
        )}
      </div>
      <Button type="submit" variant="primary" aria-disabled={pending}>
        {pending ? 'Reading…' : 'Preview'}
      </Button>
    </form>
  )
}
