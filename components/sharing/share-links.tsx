import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import type { ShareLinkView } from '#lib/sharing/queries.ts'
import { RevokeForm } from './revoke-form.tsx'
import type { RevokeShare } from './share-types.ts'

const KIND = { LIST: 'The whole list', SECTION: 'Section', PAPER: 'Paper' } as const
const STATE = {
  active: { tone: 'success', label: 'Active' },
  expired: { tone: 'neutral', label: 'Expired' },
  revoked: { tone: 'neutral', label: 'Revoked' },
} as const

function ShareLinkItem({ list, link, revoke }: { list: string; link: ShareLinkView; revoke: RevokeShare }) {
  const name = link.target ?? KIND[link.scope]
  const state = STATE[link.state]
  return (
    <li className="grid gap-x-6 gap-y-2 py-4 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        {link.target && <p className="eyebrow">{KIND[link.scope]}</p>}
        <h3 className="font-serif text-lg leading-snug font-semibold">{name}</h3>
        {link.label && <p className="text-[0.9375rem]">{link.label}</p>}
        <div className="mt-1.5 flex flex-wrap gap-1.5">
          <Badge tone={state.tone}>{state.label}</Badge>
          <Badge>{link.includeNotes ? 'With notes' : 'Without notes'}</Badge>
          {link.includeComments && <Badge>With comments</Badge>}
          {link.hasPassword && <Badge>Password</Badge>}
          {link.targetRemoved && <Badge tone="warning">Removed from the list: opens nothing</Badge>}
        </div>
        <p className="mt-1.5 text-sm text-muted">
          Made {link.createdBy && <>by {link.createdBy} </>}on <Time date={link.createdAt} />
          {link.revokedAt ? (
            <>
              , revoked on <Time date={link.revokedAt} />
            </>
          ) : link.expiresAt ? (
            <>
              , {link.state === 'expired' ? 'ended' : 'ends'} <Time date={link.expiresAt} time />
            </>
          ) : (
            ', does not end by itself'
          )}
        </p>
      </div>
      {link.state === 'active' && (
        <div className="sm:max-w-64">
          <RevokeForm list={list} id={link.id} name={name} revoke={revoke} />
        </div>
      )}
    </li>
  )
}

/** Every link of the list with what it opens. Its address is not among it: nobody can read that again. */
export function ShareLinks({ list, links, revoke }: { list: string; links: ShareLinkView[]; revoke: RevokeShare }) {
  if (links.length === 0) {
    return (
      <EmptyState title="Nothing is shared" as="p">
        Make a link to let people outside of the group read along.
      </EmptyState>
    )
  }
  return (
    <ul className="divide-y divide-line border-y border-line">
      {links.map((link) => (
        <ShareLinkItem key={link.id} list={list} link={link} revoke={revoke} />
      ))}
    </ul>
  )
}
