import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata } from 'next'
import { InviteForm } from '#components/members/invite-form.tsx'
import { MemberList } from '#components/members/member-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listMembers } from '#lib/members/queries.ts'
import { canMail } from '#lib/accounts/mail.ts'
import { forPage } from '#lib/web/page.ts'
import { changeRoleAction, inviteAction, newLinkAction, removeMemberAction } from './actions.ts'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage({ params }: { params: Promise<{ list: string }> }) {
  const { list } = await params
  const access = await requireAccess(list, `/l/${list}/members`)
  const { members, canInvite } = await forPage(listMembers(access))
  const actions = { changeRole: changeRoleAction, newLink: newLinkAction, remove: removeMemberAction }
  return (
    <>
      <PageHeader
        title="Members"
        description={
          canInvite
            ? 'Everybody who belongs to this list. What you change here counts from their next click on.'
            : 'Everybody who belongs to this list.'
        }
      />
      <div className={canInvite ? 'grid items-start gap-x-14 gap-y-12 lg:grid-cols-[1fr_22rem]' : 'max-w-3xl'}>
        <MemberList list={list} members={members} canInvite={canInvite} actions={actions} />
        {canInvite && (
          <section aria-labelledby="invite" className="max-lg:order-first">
            <h2 id="invite" className="mb-4 font-serif text-2xl font-semibold">
              Invite somebody
            </h2>
            <InviteForm list={list} mails={canMail()} invite={inviteAction} />
          </section>
        )}
      </div>
    </>
  )
}
