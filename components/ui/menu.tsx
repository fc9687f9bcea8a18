'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { DropdownMenu } from 'radix-ui'
import type { ComponentProps, ReactElement, ReactNode } from 'react'

const ITEM =
  'flex min-h-9 touch:min-h-11 w-full cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1 text-[0.9375rem] no-underline outline-none data-[highlighted]:bg-accent-soft data-[highlighted]:text-accent-strong data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55 [&>svg]:size-4 [&>svg]:shrink-0'

/**
 * A menu that drops from its trigger (a Button with an aria-label where it shows only an icon).
 * It stays beside the trigger in the document, so that it is inside the same landmark.
 */
export function Menu({
  trigger,
  align = 'end',
  children,
}: {
  trigger: ReactElement
  align?: 'start' | 'end'
  children: ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        align={align}
        sideOffset={6}
        collisionPadding={12}
        className="z-50 min-w-52 rounded-md border border-line bg-raised p-1.5 shadow-lg data-[state=open]:animate-appear"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

/** Something to do. */
export function MenuItem({
  danger = false,
  className,
  ...rest
}: ComponentProps<typeof DropdownMenu.Item> & { danger?: boolean }) {
  return <DropdownMenu.Item className={clsx(ITEM, danger && 'text-danger', className)} {...rest} />
}

/** Somewhere to go. */
export function MenuLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <DropdownMenu.Item asChild>
      <Link className={clsx(ITEM, className)} {...rest} />
    </DropdownMenu.Item>
  )
}

/** Words above a group of items. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2.5 py-1.5 text-sm text-muted">{children}</DropdownMenu.Label>
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-1 my-1.5 h-px bg-line" />
}
