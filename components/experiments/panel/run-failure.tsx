import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { DeviceKind } from '#lib/experiments/runtime/contract.ts'
import type { FailureKind, RunEnd } from '../runner/types.ts'
import { DEVICE_WORDS } from './device-field.tsx'

const TITLES: Record<FailureKind, string> = {
  author: 'The experiment’s code failed',
  memory: 'The run needs more memory than it may take',
  time: 'The run was over its time and was ended',
  'device-lost': 'The device was lost',
  silent: 'The run gave no sign of life and was ended',
  blocked: 'The run could not start',
}

/** Why a run ended without a result, and what may help. */
export function RunFailure({
  end,
  onTryInstead,
}: {
  end: Extract<RunEnd, { state: 'failed' }>
  onTryInstead(device: DeviceKind): void
}) {
  const { tryInstead } = end
  return (
    <Notice
      tone="danger"
      role="alert"
      title={TITLES[end.kind]}
      action={
        tryInstead && (
          <Button size="sm" onClick={() => onTryInstead(tryInstead)}>
            Run it on the {DEVICE_WORDS[tryInstead]}
          </Button>
        )
      }
    >
      <p className="whitespace-pre-line break-words">
        {end.message}
        {end.line !== null && <> (line {end.line})</>}
      </p>
    </Notice>
  )
}
