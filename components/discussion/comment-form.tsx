'use client'

import clsx from 'clsx'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState, useTransition } from 'react'
import { LoaderCircle } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import type { Sent } from './discussion-types.ts'
import { draftOf, keepDraft } from './drafts.ts'
import { NameChoices } from './name-choices.tsx'
import { useNameChoices } from './use-name-choices.ts'

/**
 * Where a comment is written: markdown, "@" offers the group's names, Ctrl+Enter sends. What was typed
 * stays until it is sent, whatever happens meanwhile.
 */
export function CommentForm({
  label,
  labelHidden = false,
  submitLabel,
  draftKey,
  initialText = '',
  names,
  rows = 3,
  takesFocus = false,
  onSend,
  onCancel,
  children,
}: {
  label: string
  labelHidden?: boolean
  /** A verb: "Reply". */
  submitLabel: string
  /** What is typed is kept under this name until it is sent. */
  draftKey: string
  initialText?: string
  names: readonly string[]
  rows?: number
  takesFocus?: boolean
  onSend: (text: string) => Promise<Sent>
  onCancel?: () => void
  children?: ReactNode
}) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(() => draftOf(draftKey) || initialText)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, start] = useTransition()
  const change = (next: string) => {
    setText(next)
    setProblem(null)
    keepDraft(draftKey, next === initialText ? '' : next)
  }
  const choices = useNameChoices({ id, area, names, change })
  useEffect(() => {
    if (!takesFocus) return
    area.current?.focus({ preventScroll: true })
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length)
    area.current?.form?.scrollIntoView({ block: 'nearest' })
  }, [takesFocus])

  const send = () => {
    if (isSending) return
    const sent = text
    if (sent.trim() === '') {
      setProblem('Write something first.')
      area.current?.focus()
      return
    }
    start(async () => {
      const refused = await onSend(sent).catch(() => 'The server could not be reached. What you wrote is still here.')
      setProblem(refused)
      if (refused !== null) return
      keepDraft(draftKey, '')
      // What was typed while this was on its way stays.
      setText((now) => (now === sent ? '' : now))
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (choices.onKeyDown(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape') {
      // What is around the form would close for it, with words half written.
      event.preventDefault()
      if (onCancel && text === initialText) onCancel()
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className="grid gap-2"
    >
      <label htmlFor={id} className={clsx('text-sm font-semibold', labelHidden && 'sr-only')}>
        {label}
      </label>
      {children}
      <div className="relative">
        <textarea
          ref={area}
          id={id}
          rows={rows}
          value={text}
          maxLength={10_000}
          className="control field-sizing-content max-h-[60dvh] min-h-20 resize-y"
          aria-describedby={clsx(`${id}-hint`, problem && `${id}-problem`)}
          {...(problem ? { 'aria-invalid': true } : {})}
          {...choices.textareaProps}
          onChange={(event) => {
            change(event.target.value)
            choices.look()
          }}
          onKeyDown={onKeyDown}
        />
        <NameChoices {...choices.listProps} />
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-sm font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" variant="primary" size="sm" aria-disabled={isSending}>
          {isSending && <LoaderCircle aria-hidden className="animate-spin" />}
          {isSending ? 'Sending…' : submitLabel}
        </Button>
        {onCancel && (
          <Button
            variant="ghost"
            size="sm"
            onClick={() => {
              keepDraft(draftKey, '')
              onCancel()
            }}
          >
            Cancel
          </Button>
        )}
        <p id={`${id}-hint`} className="min-w-0 text-xs text-muted">
          Markdown and $formulas$. @ calls somebody.
          <span className="max-sm:hidden"> Ctrl+Enter sends.</span>
        </p>
      </div>
    </form>
  )
}
