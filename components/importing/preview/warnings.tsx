import { Notice } from '#components/ui/notice.tsx'

const MOST = 50

/** What an import found worth saying. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  return (
    <Notice tone="warning" title={warnings.length === 1 ? 'One thing to know' : `${warnings.length} things to know`}>
      <details open={warnings.length <= 3}>
        <summary className="text-sm">{warnings.length <= 3 ? 'In full' : 'Show them'}</summary>
        <ul className="mt-1 list-disc space-y-1 pl-5">
          {warnings.slice(0, MOST).map((warning, index) => (
            <li key={index} className="break-words">
              {warning}
            </li>
          ))}
        </ul>
        {warnings.length > MOST && <p className="mt-1">… and {warnings.length - MOST} more.</p>}
      </details>
    </Notice>
  )
}
