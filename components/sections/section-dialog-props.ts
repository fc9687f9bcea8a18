import type { OutlineSection } from '#lib/lists/outline.ts'

/** What every dialog about one section is given. */
export type SectionDialogProps = {
  list: string
  section: OutlineSection
  open: boolean
  onOpenChange: (open: boolean) => void
}
