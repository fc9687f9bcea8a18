'use client'

import { Check, FlaskConical, LoaderCircle, Play, Save, TriangleAlert } from 'lucide-react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import type { Saving } from './use-saving.ts'

function words({ isSaving, isDirty, isKept, version }: Saving): { text: string; Icon: typeof Check; look: string } {
  if (isSaving) return { text: 'Saving…', Icon: LoaderCircle, look: 'text-muted' }
  if (isDirty)
    return isKept
      ? { text: 'Not saved yet, kept in this browser', Icon: TriangleAlert, look: 'text-warning' }
      : { text: 'Not saved yet: keep this tab open', Icon: TriangleAlert, look: 'font-medium text-danger' }
  if (version === null) return { text: 'A new experiment', Icon: FlaskConical, look: 'text-muted' }
  return { text: `Saved as version ${version}`, Icon: Check, look: 'text-muted' }
}

/** What stays in sight while one writes: whether the text is saved, and what is done most. */
export function EditorBar({
  list,
  saving,
  canRun,
  onRun,
  onSave,
}: {
  list: string
  saving: Saving
  canRun: boolean
  onRun(): void
  onSave(): void
}) {
  const { slug, version } = saving
  const { text, Icon, look } = words(saving)
  const own = slug === null ? null : `/l/${list}/experiments/${slug}`
  return (
    <div className="sticky top-0 z-20 flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1.5 bg-canvas py-1.5">
      <p role="status" className={`flex min-w-0 items-center gap-2 text-sm ${look}`}>
        <Icon aria-hidden className="size-4 shrink-0" />
        {text}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {own && (
          <>
            <ButtonLink href={`${own}/versions`} size="sm" variant="ghost" prefetch={false}>
              Versions
            </ButtonLink>
            <ButtonLink href={own} size="sm" variant="ghost" prefetch={false}>
              Its page
            </ButtonLink>
          </>
        )}
        <Button size="sm" disabled={!canRun} onClick={onRun} title="Ctrl+Enter">
          <Play aria-hidden />
          Run the text
        </Button>
        <Button
          size="sm"
          variant="primary"
          disabled={saving.isSaving || (slug !== null && !saving.isDirty)}
          onClick={onSave}
          title="Ctrl+S"
        >
          <Save aria-hidden />
          {version === null ? 'Save' : `Save version ${version + 1}`}
        </Button>
      </div>
    </div>
  )
}
