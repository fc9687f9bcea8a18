'use client'

import { ChevronDown, LayoutList, LogOut, UserRound } from 'lucide-react'
import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '#components/ui/menu.tsx'

export type SignOut = (input: Record<string, unknown>) => Promise<unknown>

/** The person's own corner: their lists, their account, the way out. */
export function AccountMenu({ name, email, signOut }: { name: string | null; email: string; signOut: SignOut }) {
  const [pending, start] = useTransition()
  const shown = name?.trim() || email
  return (
    <Menu
      trigger={
        <Button variant="ghost" aria-label={`Account of ${shown}`} className="px-2!" disabled={pending}>
          <span
            aria-hidden
            className="flex size-7 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent-strong"
          >
            {[...shown][0]?.toUpperCase()}
          </span>
          <span aria-hidden className="max-w-40 truncate max-sm:hidden">
            {shown}
          </span>
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      <MenuSeparator />
      <MenuLink href="/">
        <LayoutList aria-hidden />
        Your lists
      </MenuLink>
      <MenuLink href="/account">
        <UserRound aria-hidden />
        Account
      </MenuLink>
      <MenuSeparator />
      <MenuItem
        onSelect={() =>
          start(async () => {
            await signOut({})
          })
        }
      >
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  )
}
