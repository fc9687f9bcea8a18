import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import type { MemberView } from '#lib/members/queries.ts'
import { MemberActions, type MemberActionsOf } from './member-actions.tsx'
import { roleName } from './role-words.ts'

/** How a member is called on the page: addresses are shown to admins only. */
export const memberName = (member: MemberView): string => member.name ?? member.email ?? 'Somebody without a name yet'

function MemberItem({ list, member, actions }: { list: string; member: MemberView; actions: MemberActionsOf | null }) {
  const name = memberName(member)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium break-words">{name}</span>
          {member.isYou && <Badge tone="accent">You</Badge>}
          {actions === null && <Badge>{roleName(member.role)}</Badge>}
          {member.status === 'invited' && <Badge tone="warning">Invited, not yet signed in</Badge>}
          {member.status === 'waiting' && <Badge tone="warning">Invited, waits for proof</Badge>}
        </p>
        <p className="mt-0.5 text-sm break-words text-muted">
          {member.email && member.email !== name && <>{member.email}, </>}
          since <Time date={member.since} />
        </p>
        {member.status === 'waiting' && member.canHaveLink && (
          <p className="mt-0.5 text-sm text-muted">
            Somebody is signed in with this address by another list’s link. That does not open this list: they open a
            link that was mailed to them, or one that you make here and hand to them.
          </p>
        )}
      </div>
      {actions && <MemberActions list={list} member={member} name={name} actions={actions} />}
    </li>
  )
}

/** Everybody who belongs to the list; with the controls for those who may use them. */
export function MemberList({
  list,
  members,
  canInvite,
  actions,
}: {
  list: string
  members: MemberView[]
  canInvite: boolean
  actions: MemberActionsOf
}) {
  if (members.length === 0) {
    return (
      <EmptyState title="Nobody belongs to this list yet" as="p">
        Admins of the installation see it all the same. Invite the first people of your group.
      </EmptyState>
    )
  }
  return (
    <section aria-label="Members">
      <ul className="divide-y divide-line border-y border-line">
        {members.map((member) => (
          <MemberItem key={member.userId} list={list} member={member} actions={canInvite ? actions : null} />
        ))}
      </ul>
      <p className="mt-3 text-sm text-muted">
        Admins of the installation can open every list, whether or not they are shown here.
      </p>
    </section>
  )
}
