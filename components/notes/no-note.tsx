import { NotebookPen } from 'lucide-react'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** What stands where a note could be. `href`: of the editor, for those who may write. */
export function NoNote({ href }: { href: string | null }) {
  return (
    <EmptyState
      as="h3"
      title="No note yet"
      icon={<NotebookPen />}
      {...(href
        ? {
            action: (
              <ButtonLink href={href} variant="primary">
                Write the first note
              </ButtonLink>
            ),
          }
        : {})}
    >
      {href
        ? 'What does the paper claim, how does it show it, and what did you make of it?'
        : 'Nobody of this list has written about this paper so far.'}
    </EmptyState>
  )
}
