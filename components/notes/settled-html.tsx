'use client'

import { useRouter } from 'next/navigation'
import { useLayoutEffect, useMemo, useRef } from 'react'

const HELD = /^<!--held (?:(\S+) )?(\S+?)(?: \d+)?-->/

/** What the server put into the page in the place of markers, to be shown again when one comes back to it. */
const known = new Map<string, string>()

/**
 * HTML that passed the sanitizer. Where the server was given a marker for it (lib/markdown/held-html.ts), the page has
 * it already, and the data that React knows has the marker: what is in the page stays there.
 */
export function SettledHtml({ html, className }: { html: string; className: string }) {
  const element = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const [, marker, id] = HELD.exec(html) ?? []
  const version = id ?? html
  // One and the same HTML is put in once: what a reader opened or marked stays as it is.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const content = useMemo(() => ({ __html: html }), [version])
  useLayoutEffect(() => {
    if (!marker || !id || !element.current) return
    const isThere = element.current.textContent !== '' || element.current.childElementCount > 0
    if (isThere) known.set(id, element.current.innerHTML)
    else if (known.has(id)) element.current.innerHTML = known.get(id) ?? ''
    else router.refresh()
  }, [marker, id, router])
  return <div ref={element} className={className} suppressHydrationWarning dangerouslySetInnerHTML={content} />
}
