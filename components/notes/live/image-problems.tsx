import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { ImageProblem } from './use-add-images.ts'

/** Pictures that did not come in, each with why and with what can be done. */
export function ImageProblems({
  problems,
  forget,
}: {
  problems: readonly ImageProblem[]
  forget: (id: number) => void
}) {
  return problems.map(({ id, message, again }) => (
    <Notice key={id} tone="danger" role="alert" className="py-1.5!">
      <span className="flex flex-wrap items-center justify-between gap-x-4">
        <span>{message}</span>
        <span className="flex gap-1">
          {again && (
            <Button size="sm" onClick={again}>
              Try again
            </Button>
          )}
          <Button size="sm" variant="ghost" onClick={() => forget(id)}>
            Dismiss
          </Button>
        </span>
      </span>
    </Notice>
  ))
}
