'use client'

import clsx from 'clsx'
import type { Present } from './people.ts'

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

const MOST = 6

/** Who has the note open. Pressing somebody follows them: the editor goes where they write, until one scrolls or writes. */
export function PresenceRow({
  people,
  following,
  onFollow,
}: {
  people: readonly Present[]
  following: number | null
  onFollow: (clientId: number | null) => void
}) {
  const others = people.filter((person) => !person.isMe)
  const rest = others.length - MOST
  return (
    <div className={others.length > 0 ? 'flex items-center gap-1.5' : 'contents'}>
      <span role="status" className="sr-only">
        {others.length === 0 ? 'Nobody else is here' : `Also here: ${others.map(({ name }) => name).join(', ')}`}
      </span>
      {others.slice(0, MOST).map((person) => {
        const isFollowed = person.clientId === following
        return (
          <button
            key={person.clientId}
            type="button"
            aria-pressed={isFollowed}
            aria-label={isFollowed ? `Stop following ${person.name}` : `Follow ${person.name}`}
            title={isFollowed ? `Following ${person.name}` : `Follow ${person.name}`}
            onClick={() => onFollow(isFollowed ? null : person.clientId)}
            style={{ borderColor: person.color }}
            className={clsx(
              'flex size-9 items-center justify-center rounded-full border-2 bg-raised text-xs font-semibold text-ink touch:size-11',
              isFollowed && 'ring-2 ring-accent ring-offset-2 ring-offset-canvas',
            )}
          >
            {initials(person.name)}
          </button>
        )
      })}
      {rest > 0 && <span className="text-sm text-muted">+{rest}</span>}
    </div>
  )
}
