'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { AlertDialog, Dialog as RadixDialog } from 'radix-ui'
import { type ReactElement, type ReactNode, useState, useTransition } from 'react'
import { buttonClass } from './button-class.ts'
import { Button } from './button.tsx'

const OVERLAY = 'fixed inset-0 z-40 bg-overlay data-[state=open]:animate-appear'
const PANEL =
  'fixed inset-x-4 top-[max(1rem,12vh)] z-50 mx-auto max-h-[76vh] overflow-y-auto rounded-lg border border-line bg-raised p-6 shadow-lg data-[state=open]:animate-appear'

type Opening = {
  /** The button that opens it. Leave out and give `open` and `onOpenChange` instead where something else does. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A dialog with a title and whatever form or text stands in it; Escape, the cross and the backdrop close it. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  wide = false,
  children,
}: Opening & { title: string; description?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <RadixDialog.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger && <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger>}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={OVERLAY} />
        <RadixDialog.Content
          className={clsx(PANEL, wide ? 'max-w-2xl' : 'max-w-md')}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <RadixDialog.Title className="pr-10 font-serif text-xl font-semibold">{title}</RadixDialog.Title>
          {description && (
            <RadixDialog.Description className="mt-1.5 text-[0.9375rem] text-muted">
              {description}
            </RadixDialog.Description>
          )}
          <div className="mt-5">{children}</div>
          <RadixDialog.Close
            aria-label="Close"
            className="absolute top-3 right-3 inline-flex size-10 touch:size-11 items-center justify-center rounded-md text-muted hover:bg-accent-soft hover:text-ink"
          >
            <X aria-hidden className="size-5" />
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

/** Closes the Dialog around it: <DialogClose><Button>Cancel</Button></DialogClose>. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <RadixDialog.Close asChild>{children}</RadixDialog.Close>
}

/**
 * Asks before something is done. `onConfirm` may take its time; the dialog waits and then closes,
 * or stays open and shows the message that it returns.
 */
export function ConfirmDialog({
  trigger,
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  cancelLabel = 'Cancel',
  danger = true,
  onConfirm,
}: Opening & {
  title: string
  children?: ReactNode
  /** A verb: "Remove the paper". */
  confirmLabel: string
  cancelLabel?: string
  danger?: boolean
  onConfirm: () => Promise<string | void> | string | void
}) {
  const [own, setOwn] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const isOpen = open ?? own
  const change = (next: boolean) => {
    setProblem(null)
    setOwn(next)
    onOpenChange?.(next)
  }
  const confirm = () =>
    start(async () => {
      const message = await onConfirm()
      if (typeof message === 'string') setProblem(message)
      else change(false)
    })
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={change}>
      {trigger && <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={OVERLAY} />
        <AlertDialog.Content className={clsx(PANEL, 'max-w-md')}>
          <AlertDialog.Title className="font-serif text-xl font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-[0.9375rem] text-muted">{children ?? 'Please confirm.'}</div>
          </AlertDialog.Description>
          {problem && (
            <p role="alert" className="mt-4 text-sm font-medium text-danger">
              {problem}
            </p>
          )}
          <div className="mt-6 flex flex-wrap justify-end gap-2.5">
            <AlertDialog.Cancel className={buttonClass('ghost')}>{cancelLabel}</AlertDialog.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} disabled={pending} onClick={confirm}>
              {pending ? 'One moment…' : confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
