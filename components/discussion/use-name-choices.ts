'use client'

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type Call, callAt, namesFor, withName } from './call-somebody.ts'

type Open = { call: Call; names: string[]; active: number }

/**
 * The completion of names in a text: a list that the arrows walk through while the keyboard stays in the
 * text (aria-activedescendant), closed by Escape.
 */
export function useNameChoices({
  id,
  area,
  names,
  change,
}: {
  id: string
  area: RefObject<HTMLTextAreaElement | null>
  names: readonly string[]
  change: (text: string) => void
}) {
  const [open, setOpen] = useState<Open | null>(null)
  const [cursor, setCursor] = useState<{ at: number } | null>(null)
  /** Escape said no to the name that begins here. */
  const refused = useRef(-1)

  useEffect(() => {
    if (cursor) area.current?.setSelectionRange(cursor.at, cursor.at)
  }, [area, cursor])

  const look = () => {
    const element = area.current
    const call =
      element && element.selectionStart === element.selectionEnd ? callAt(element.value, element.selectionStart) : null
    if (!call) refused.current = -1
    const found = call && call.from !== refused.current ? namesFor(call.typed, names) : []
    setOpen(call && found.length > 0 ? { call, names: found, active: 0 } : null)
  }
  const choose = (name: string) => {
    if (!open || !area.current) return
    const done = withName(area.current.value, open.call, name)
    change(done.text)
    setCursor({ at: done.cursor })
    setOpen(null)
  }
  /** @returns whether the key was meant for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
    const { length } = open.names
    const name = open.names[open.active]
    if (event.key === 'ArrowDown') setOpen({ ...open, active: (open.active + 1) % length })
    else if (event.key === 'ArrowUp') setOpen({ ...open, active: (open.active + length - 1) % length })
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && name !== undefined) choose(name)
    else if (event.key === 'Escape') {
      refused.current = open.call.from
      setOpen(null)
    } else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const listId = `${id}-names`
  return {
    look,
    onKeyDown,
    textareaProps: {
      'aria-autocomplete': 'list' as const,
      'aria-haspopup': 'listbox' as const,
      'aria-controls': listId,
      ...(open ? { 'aria-activedescendant': `${listId}-${open.active}` } : {}),
      onSelect: look,
      onBlur: () => setOpen(null),
    },
    listProps: { id: listId, names: open?.names ?? [], active: open?.active ?? 0, onChoose: choose },
  }
}
