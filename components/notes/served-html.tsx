'use client'

import { useRouter } from 'next/navigation'
import { useLayoutEffect, useMemo, useRef } from 'react'

/** A placeholder has three words, the mark of what was put in its place one. */
const MARK = /^<!--html (?:(\S+) )?(\S+?)(?: \d+)?-->/

/** What the server put into the page in the place of placeholders, to be shown again when one comes back to it. */
const known = new Map<string, string>()

/**
 * HTML that passed the sanitizer. Where a placeholder stood for it (lib/markdown/extensions/html-placeholders.ts), the page has it
 * already, while React knows the placeholder: what is in the page stays there.
 */
export function ServedHtml({ html, className }: { html: string; className: string }) {
  const element = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const [, placeholder, id] = MARK.exec(html) ?? []
  const version = id ?? html
  // One and the same HTML is put in once: what a reader opened or marked stays as it is.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const content = useMemo(() => ({ __html: html }), [version])
  useLayoutEffect(() => {
    if (!placeholder || !id || !element.current) return
    const isThere = element.current.textContent !== '' || element.current.childElementCount > 0
    if (isThere) known.set(id, element.current.innerHTML)
    else if (known.has(id)) element.current.innerHTML = known.get(id) ?? ''
    else router.refresh()
  }, [placeholder, id, router])
  return <div ref={element} className={className} suppressHydrationWarning dangerouslySetInnerHTML={content} />
}
