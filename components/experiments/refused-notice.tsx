import { Notice } from '#components/ui/notice.tsx'
import type { ParameterSpecs } from '#lib/experiments/runtime/contract.ts'

/** Says which parts of a link could not be followed. */
export function RefusedNotice({ refused, specs }: { refused: readonly string[]; specs: ParameterSpecs }) {
  if (refused.length === 0) return null
  const names = refused.map((name) => specs[name]?.label ?? name).join(', ')
  return (
    <Notice tone="warning" title="A part of the link could not be followed">
      These have their defaults instead, because the link’s values are not possible here: {names}.
    </Notice>
  )
}
