'use client'

import { Link2, UserMinus } from 'lucide-react'
import { useState, useTransition } from 'react'
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { MemberView } from '#lib/members/queries.ts'
import { MadeLink } from './made-link.tsx'
import type { LinkShown, NewLinkAction, PersonAction } from './people-types.ts'
import { ROLES, roleName } from './role-words.ts'

export type MemberActionsOf = { changeRole: PersonAction; remove: PersonAction; newLink: NewLinkAction }

type Props = { list: string; member: MemberView; name: string; actions: MemberActionsOf }

function RoleSelect({ list, member, name, actions }: Props) {
  const toast = useToast()
  const [pending, start] = useTransition()
  const change = (role: string) =>
    start(async () => {
      const result = await actions.changeRole({ list, userId: member.userId, role })
      toast({
        title: result.ok ? `${name} is now ${roleName(role as MemberView['role']).toLowerCase()}.` : result.message,
      })
    })
  return (
    <Select
      // What the server says counts: a refused change falls back to it.
      key={`${member.role}${pending}`}
      aria-label={`Role of ${name}`}
      aria-busy={pending}
      defaultValue={member.role}
      onChange={(event) => change(event.currentTarget.value)}
      className="w-32"
    >
      {ROLES.map((entry) => (
        <option key={entry.role} value={entry.role}>
          {entry.name}
        </option>
      ))}
    </Select>
  )
}

function NewLink({ list, member, name, actions }: Props) {
  const toast = useToast()
  const [pending, start] = useTransition()
  const [made, setMade] = useState<LinkShown | null>(null)
  const make = () =>
    start(async () => {
      const result = await actions.newLink({ list, userId: member.userId })
      if (result.ok) setMade(result.data)
      else toast({ title: result.message })
    })
  return (
    <>
      <IconButton label={`New sign-in link for ${name}`} disabled={pending} onClick={make}>
        <Link2 aria-hidden />
      </IconButton>
      <Dialog
        title="New sign-in link"
        description="Links that were handed out for this before have ended."
        open={made !== null}
        onOpenChange={(open) => !open && setMade(null)}
      >
        {made && <MadeLink made={made} />}
      </Dialog>
    </>
  )
}

function Remove({ list, member, name, actions }: Props) {
  return (
    <ConfirmDialog
      title={member.isYou ? 'Leave this list?' : `Remove ${name}?`}
      confirmLabel={member.isYou ? 'Leave the list' : 'Remove'}
      trigger={
        <IconButton label={member.isYou ? 'Leave this list' : `Remove ${name}`}>
          <UserMinus aria-hidden />
        </IconButton>
      }
      onConfirm={async () => {
        const result = await actions.remove({ list, userId: member.userId })
        return result?.ok === false ? result.message : undefined
      }}
    >
      {member.isYou ? 'You' : 'They'} can no longer open the list, from the next click on. What{' '}
      {member.isYou ? 'you' : 'they'} wrote stays, and so do {member.isYou ? 'your' : 'their'} other lists.
    </ConfirmDialog>
  )
}

/** What an admin can do about a member. The server refuses what is not allowed, and says why. */
export function MemberActions(props: Props) {
  return (
    <div className="flex items-center gap-1.5">
      <RoleSelect {...props} />
      {props.member.canHaveLink && <NewLink {...props} />}
      <Remove {...props} />
    </div>
  )
}
