'use client'

import { X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { type ReactNode, createContext, useCallback, useContext, useState } from 'react'
import { buttonClass } from './button-class.ts'

export type ToastMessage = {
  title: string
  description?: string
  /** One thing that can still be done: {label: 'Undo', run}. A message that `run` returns is shown as a new toast. */
  action?: { label: string; run: () => Promise<string | void> | string | void }
  /** How long it stays, in ms; Infinity: until it is closed. Longer by itself where there is an action. */
  duration?: number
}

type Shown = ToastMessage & { id: number }

const ToastContext = createContext<((message: ToastMessage) => void) | null>(null)

/** Raises a toast: `const toast = useToast()`, then `toast({title: 'Paper removed', action: {label: 'Undo', run}})`. */
export function useToast(): (message: ToastMessage) => void {
  const raise = useContext(ToastContext)
  if (!raise) throw new Error('useToast needs a ToastProvider above it.')
  return raise
}

let nextId = 1

/** Holds the toasts of everything below it. F8 moves the keyboard to them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([])
  const raise = useCallback((message: ToastMessage) => {
    setShown((before) => [...before.slice(-2), { ...message, id: nextId++ }])
  }, [])
  const drop = (id: number) => setShown((before) => before.filter((toast) => toast.id !== id))
  const act = async (toast: Shown) => {
    const message = await toast.action?.run()
    drop(toast.id)
    if (typeof message === 'string') raise({ title: message })
  }
  return (
    <ToastContext value={raise}>
      <Toast.Provider swipeDirection="right" label="Notification">
        {children}
        {shown.map((toast) => (
          <Toast.Root
            key={toast.id}
            duration={toast.duration ?? (toast.action ? 12_000 : 6_000)}
            onOpenChange={(open) => !open && drop(toast.id)}
            className="flex items-center gap-3 rounded-md border border-line-strong bg-raised py-2.5 pr-2 pl-4 shadow-lg data-[state=open]:animate-appear"
          >
            <div className="min-w-0 flex-1">
              <Toast.Title className="text-[0.9375rem] font-medium">{toast.title}</Toast.Title>
              {toast.description && (
                <Toast.Description className="text-sm text-muted">{toast.description}</Toast.Description>
              )}
            </div>
            {toast.action && (
              <Toast.Action
                altText={toast.action.label}
                className={buttonClass('secondary', 'sm')}
                onClick={(event) => {
                  event.preventDefault()
                  void act(toast)
                }}
              >
                {toast.action.label}
              </Toast.Action>
            )}
            <Toast.Close
              aria-label="Close"
              className="inline-flex size-8 touch:size-11 shrink-0 items-center justify-center rounded-md text-muted hover:text-ink"
            >
              <X aria-hidden className="size-4" />
            </Toast.Close>
          </Toast.Root>
        ))}
        <Toast.Viewport className="fixed right-0 bottom-0 z-50 flex w-full max-w-md list-none flex-col gap-2 p-4 outline-none" />
      </Toast.Provider>
    </ToastContext>
  )
}
