'use client'

import { LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import type { ButtonSize, ButtonVariant } from './button-class.ts'
import { Button } from './button.tsx'

/**
 * The button that sends its form. While the form is on its way it says so and does not send twice,
 * but stays focusable. Several in one form: give each `name` and `value`.
 */
export function SubmitButton({
  children,
  pendingLabel,
  variant = 'primary',
  size,
  className,
  disabled = false,
  name,
  value,
}: {
  children: ReactNode
  /** What it says meanwhile: "Saving…". */
  pendingLabel?: string
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
  disabled?: boolean
  name?: string
  value?: string
}) {
  const { pending, data } = useFormStatus()
  const isMine = pending && (name === undefined || data?.get(name) === (value ?? ''))
  return (
    <Button
      type="submit"
      variant={variant}
      disabled={disabled}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
      {...(size ? { size } : {})}
      {...(className ? { className } : {})}
      {...(name === undefined ? {} : { name, value: value ?? '' })}
    >
      {isMine && <LoaderCircle aria-hidden className="animate-spin" />}
      {isMine && pendingLabel ? pendingLabel : children}
    </Button>
  )
}
