'use client'

import { useEffect } from 'react'
import type { DiscussionActions } from './discussion-types.ts'

/** Tells the server that its reader has looked at a discussion in which somebody calls them. */
export function useSeen(isCalled: boolean, target: { list: string; paper: string }, seen: DiscussionActions['seen']) {
  const { list, paper } = target
  useEffect(() => {
    // Out of reach: it is told with the next look.
    if (isCalled) seen({ list, paper }).catch(() => null)
  }, [isCalled, list, paper, seen])
}
