'use client'

import { useMemo } from 'react'
import type { ActionResult } from '#lib/web/action.ts'
import type { Anchor } from '#lib/discussion/schema.ts'
import type { DiscussionActions, Sent } from './discussion-types.ts'

export type DiscussionActs = {
  start(text: string, passage?: { anchor: Anchor; quote: string } | null): Promise<Sent>
  reply(thread: string, text: string): Promise<Sent>
  resolve(thread: string, isResolved: boolean): Promise<Sent>
  edit(comment: string, text: string): Promise<Sent>
  remove(comment: string): Promise<Sent>
  /** Asks for the discussion as it is now, with every source that its author may edit; says what went wrong. */
  load(): Promise<Sent>
}

const LOST = 'The server could not be reached. What you wrote is still here.'

async function outcome(result: Promise<ActionResult<unknown>>, refresh: () => Promise<boolean>): Promise<Sent> {
  const answer = await result.catch(() => null)
  if (answer === null) return LOST
  if (!answer.ok) return answer.fields.text ?? answer.message
  await refresh()
  return null
}

/** The server's actions as a discussion's parts call them: they show what came of it, or say why nothing did. */
export function useDiscussionActs(
  target: { list: string; paper: string },
  actions: DiscussionActions,
  refresh: () => Promise<boolean>,
): DiscussionActs {
  const { list, paper } = target
  return useMemo(
    () => ({
      start: (text, passage) =>
        outcome(
          actions.start({ list, paper, text, anchor: passage?.anchor ?? null, quote: passage?.quote ?? null }),
          refresh,
        ),
      reply: (thread, text) => outcome(actions.reply({ list, thread, text }), refresh),
      resolve: (thread, isResolved) => outcome(actions.resolve({ list, thread, isResolved }), refresh),
      edit: (comment, text) => outcome(actions.edit({ list, comment, text }), refresh),
      remove: (comment) => outcome(actions.remove({ list, comment }), refresh),
      load: async () => ((await refresh()) ? null : 'The server could not be reached. Try again.'),
    }),
    [list, paper, actions, refresh],
  )
}
