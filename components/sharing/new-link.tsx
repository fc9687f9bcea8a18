'use client'

import { useEffect, useRef } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Notice } from '#components/ui/notice.tsx'

/** The new address: shown here once, since only its hash is stored. */
export function NewLink({ url }: { url: string }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <Notice tone="success" role="status" title="The link is ready. Copy it now: it is not shown again.">
      <div className="mt-2 flex flex-wrap items-center gap-2.5">
        <input
          ref={field}
          readOnly
          value={url}
          aria-label="The new link"
          className="control min-w-0 flex-1 basis-72 font-mono text-sm"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={url} label="Copy the link" size="md" />
      </div>
    </Notice>
  )
}
