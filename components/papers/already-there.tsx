import { ButtonLink } from '#components/ui/button.tsx'

/** Where to go when the paper one wanted to add is in the list already, or was removed from it. */
export function AlreadyThere({ details, list }: { details: unknown; list: string }) {
  if (typeof details !== 'object' || details === null || !('isRemoved' in details)) return null
  const paperId = 'paperId' in details && typeof details.paperId === 'string' ? details.paperId : null
  return (
    <div className="flex flex-wrap gap-2.5">
      {paperId ? (
        <ButtonLink href={`/l/${list}/p/${paperId}`} size="sm">
          Open that paper
        </ButtonLink>
      ) : (
        <ButtonLink href={`/l/${list}/removed`} size="sm">
          See what was removed
        </ButtonLink>
      )}
    </div>
  )
}
