'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ButtonSize, ButtonVariant } from './button-class.ts'
import { Button } from './button.tsx'

/** Copies `text`; where the browser refuses, shows it selected in a prompt-like field instead of failing silently. */
export function CopyButton({
  text,
  label = 'Copy',
  copiedLabel = 'Copied',
  variant = 'secondary',
  size = 'sm',
  className,
}: {
  text: string
  label?: string
  copiedLabel?: string
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state !== 'copied') return
    const timer = setTimeout(() => setState('idle'), 2500)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('refused')
    }
  }
  return (
    <>
      <Button variant={variant} size={size} onClick={copy} {...(className ? { className } : {})}>
        {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        {state === 'copied' ? copiedLabel : label}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied to the clipboard.' : ''}
      </span>
      {state === 'refused' && (
        <input
          readOnly
          ref={(field) => field?.select()}
          value={text}
          aria-label="Copy this text"
          className="control"
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  )
}
