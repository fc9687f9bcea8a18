'use client'

import { Code2 } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

const never = () => () => undefined
const useOrigin = () =>
  useSyncExternalStore(
    never,
    () => location.origin,
    () => '',
  )

/** An address with a query; without one where there is nothing to say. */
export function withQuery(path: string, texts: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(texts).toString()
  return query ? `${path}?${query}` : path
}

const escapeAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Takes the state of the form along: as a link, or as a frame for another page. */
export function LinkTools({
  href,
  embedPath,
  title,
  texts,
}: {
  href: string
  embedPath: string | null
  title: string
  texts: Readonly<Record<string, string>>
}) {
  const origin = useOrigin()
  const frame =
    embedPath &&
    `<iframe src="${escapeAttribute(origin + withQuery(embedPath, texts))}" title="${escapeAttribute(title)}" width="100%" height="900" style="border:0" loading="lazy"></iframe>`
  return (
    <>
      <CopyButton variant="ghost" label="Copy link" copiedLabel="Link copied" text={origin + withQuery(href, texts)} />
      {frame && (
        <Dialog
          trigger={
            <Button variant="ghost" size="sm">
              <Code2 aria-hidden />
              Embed
            </Button>
          }
          title="Embed this experiment"
          description="Paste this into another page. It shows the result and runs in the reader’s own browser."
        >
          <pre
            role="region"
            aria-label="Code of the frame"
            tabIndex={0}
            className="mb-4 rounded-md border border-line bg-sunken p-3 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {frame}
          </pre>
          <CopyButton text={frame} label="Copy the code" variant="primary" />
        </Dialog>
      )}
    </>
  )
}
