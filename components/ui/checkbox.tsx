import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

type Props = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }

function Choice({ type, label, hint, className, ...rest }: Props & { type: 'checkbox' | 'radio' }) {
  const hintId = useId()
  return (
    <label className={clsx('flex min-h-8 touch:min-h-11 items-start gap-2.5 py-1', className)}>
      <input
        type={type}
        className="mt-0.5 size-[1.125rem] shrink-0 accent-accent"
        {...(hint ? { 'aria-describedby': hintId } : {})}
        {...rest}
      />
      <span className="text-[0.9375rem] leading-snug">
        {label}
        {hint && (
          <span id={hintId} className="mt-0.5 block text-sm text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}

/** A labelled checkbox. */
export function Checkbox(props: Props) {
  return <Choice type="checkbox" {...props} />
}

/** A labelled radio button; put those of one question into a <fieldset> with a <legend>. */
export function Radio(props: Props) {
  return <Choice type="radio" {...props} />
}
