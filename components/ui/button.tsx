import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class.ts'

export type { ButtonVariant }

type Look = { variant?: ButtonVariant; size?: ButtonSize }

/** A button; type="button" unless told. Icons go in as children, before the words. */
export function Button({ variant, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return <button type={type} className={buttonClass(variant, size, className)} {...rest} />
}

/** A link that looks like a button: it goes somewhere, and works without JavaScript. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={buttonClass(variant, size, className)} {...rest} />
}
