import { CircleAlert } from 'lucide-react'
import { type ReactElement, type ReactNode, cloneElement, useId } from 'react'

type ControlProps = { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean | 'true' | 'false' }

/**
 * A label, one control and what goes with them. The control (Input, Textarea, Select) gets its id,
 * aria-describedby and aria-invalid from here; an id of its own is kept.
 */
export function Field({
  label,
  hint,
  error,
  optional,
  className,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: string | null | undefined
  /** Adds "(optional)" to the label. */
  optional?: boolean
  className?: string
  children: ReactElement<ControlProps>
}) {
  const generated = useId()
  const id = children.props.id ?? generated
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {cloneElement(children, {
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 flex items-start gap-1.5 text-sm font-medium text-danger">
          <CircleAlert aria-hidden className="mt-[0.2em] size-[1em] shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}
