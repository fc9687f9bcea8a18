import { Time } from '#components/ui/time.tsx'

/** Who said it, and when. */
export function CommentByline({ name, at, isEdited }: { name: string; at: Date; isEdited: boolean }) {
  return (
    <p className="text-sm">
      <span className="font-semibold">{name}</span>{' '}
      <span className="text-muted">
        <Time date={at} time />
        {isEdited && ', edited'}
      </span>
    </p>
  )
}
