import { Share2 } from 'lucide-react'
import type { ButtonSize, ButtonVariant } from '#components/ui/button-class.ts'
import { ButtonLink } from '#components/ui/button.tsx'

/** Leads to the list's sharing page with the paper or section already chosen. Draw it for members only. */
export function ShareButton({
  list,
  paperId,
  sectionId,
  variant = 'secondary',
  size,
  label = 'Share',
}: {
  /** The list's slug. */
  list: string
  paperId?: string | undefined
  sectionId?: string | null | undefined
  variant?: ButtonVariant
  size?: ButtonSize
  label?: string
}) {
  const query = paperId ? `?paper=${paperId}` : sectionId ? `?section=${sectionId}` : ''
  return (
    <ButtonLink href={`/l/${list}/sharing${query}`} variant={variant} {...(size ? { size } : {})}>
      <Share2 aria-hidden />
      {label}
    </ButtonLink>
  )
}
