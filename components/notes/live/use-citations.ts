'use client'

import { useEffect, useState } from 'react'
import { type ResolveCitation, type ResolvedCitation, citedKeys } from '#lib/markdown/citations.ts'
import type { NoteRoom } from './note-room.ts'

/** Which papers citation keys name; null for a key that names none. */
export type FindCited = (keys: string[]) => Promise<Record<string, ResolvedCitation | null>>

const NONE: ResolveCitation = () => null
const PAUSE = 300

/** What the text's citations lead to: asked for once per key, when the typing pauses. */
export function useCitations(room: NoteRoom | null, find: FindCited): ResolveCitation {
  const [resolve, setResolve] = useState<ResolveCitation>(() => NONE)
  useEffect(() => {
    if (!room) return
    const known = new Map<string, ResolvedCitation | null>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const look = async () => {
      const unknown = citedKeys(room.text.toString()).filter((key) => !known.has(key))
      if (unknown.length === 0) return
      const found = await find(unknown.slice(0, 200)).catch(() => null)
      if (isOver || found === null) return
      for (const key of unknown) known.set(key, found[key] ?? null)
      setResolve(() => (key: string) => known.get(key) ?? null)
    }
    const onChange = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), PAUSE)
    }
    onChange()
    room.text.observe(onChange)
    return () => {
      isOver = true
      clearTimeout(timer)
      room.text.unobserve(onChange)
    }
  }, [room, find])
  return resolve
}
