'use client'

import { useState } from 'react'
import type { RemovalOffer } from '#lib/readme/report.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { useDesk } from './decision-desk.tsx'

const FIRST = 100
const KINDS: Record<RemovalOffer['kind'], string> = { paper: 'Paper', place: 'One of its places', section: 'Section' }

/** What the file no longer has; each goes only where somebody ticks it. */
export function RemovalChoices({ removals, agreed }: { removals: readonly RemovalOffer[]; agreed: readonly string[] }) {
  const { save } = useDesk()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(agreed))
  const [shown, setShown] = useState(FIRST)
  const keep = async (next: ReadonlySet<string>) => {
    const before = ticked
    setTicked(next)
    const words = next.size === 0 ? 'Nothing will be removed.' : `${next.size} will be removed.`
    const { ok } = await save({ remove: [...next] }, words)
    if (!ok) setTicked(before)
  }
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(ticked)
    if (isOn) next.add(id)
    else next.delete(id)
    void keep(next)
  }
  return (
    <div>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p className="text-sm text-muted">
          {ticked.size} of {removals.length} will be removed. What is not ticked stays as it is.
        </p>
        <Button size="sm" variant="ghost" onClick={() => keep(new Set(removals.map(({ id }) => id)))}>
          Tick all
        </Button>
        <Button size="sm" variant="ghost" onClick={() => keep(new Set())}>
          Tick none
        </Button>
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {removals.slice(0, shown).map(({ id, kind, title, section, isEdited }) => (
          <li key={id}>
            <label className="flex items-start gap-3 py-2.5">
              <input
                type="checkbox"
                checked={ticked.has(id)}
                onChange={(event) => toggle(id, event.target.checked)}
                className="mt-1 size-[1.125rem] shrink-0 accent-accent"
              />
              <span className="min-w-0">
                <span className="font-serif text-lg leading-snug">{title}</span>
                <span className="block text-sm text-muted">
                  {[KINDS[kind], section.join(' › ')].filter(Boolean).join(' · ')}
                </span>
                {isEdited && (
                  <Badge tone="warning" className="mt-1">
                    your group has edited it
                  </Badge>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {removals.length > shown && (
        <Button className="mt-3" onClick={() => setShown(shown + 500)}>
          Show more
        </Button>
      )}
    </div>
  )
}
