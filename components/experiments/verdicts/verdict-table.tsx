import 'katex/dist/katex.min.css'
import type { ClaimSpec } from '#lib/experiments/runtime/contract.ts'
import type { Verdict } from '#lib/experiments/runtime/verdict.ts'
import type { ClaimHtml } from '#lib/experiments/authored/schema.ts'
import { expectedText, measuredText } from './claim-words.ts'
import { VerdictBadge } from './verdict-badge.tsx'

/** A formula that no phone is wide enough for: it scrolls in its own box. */
const WIDE = /<annotation[^>]*>[^<]{40,}<\/annotation>/

function Statement({ html, source }: { html: string; source: string }) {
  const look = 'mt-1 font-serif text-[1.0625rem] leading-normal'
  if (!WIDE.test(html)) return <p className={look} dangerouslySetInnerHTML={{ __html: html }} />
  return (
    <p
      role="group"
      aria-label={`What is claimed: ${source}`}
      tabIndex={0}
      className={`${look} overflow-x-auto overflow-y-hidden rounded-sm`}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}

/**
 * What the paper says beside what was measured, claim by claim. A list of terms rather than a table, so
 * that it is read on a phone as well.
 */
export function VerdictTable({
  claims,
  texts,
  verdicts,
  running = false,
  label,
}: {
  claims: Record<string, ClaimSpec>
  texts: Record<string, ClaimHtml>
  verdicts: readonly Verdict[]
  /** The run has not ended: what is missing is still to come. */
  running?: boolean
  label: string
}) {
  return (
    <ol aria-label={label} className="divide-y divide-line rounded-lg border border-line bg-surface">
      {Object.entries(claims).map(([name, claim]) => {
        const verdict = verdicts.find((each) => each.claim === name)
        const text = texts[name]
        return (
          <li key={name} className="grid gap-x-8 gap-y-3 p-4 @3xl:grid-cols-[minmax(0,1fr)_20rem] sm:p-5">
            <div className="min-w-0">
              <p className="eyebrow">{claim.source}</p>
              <Statement html={text?.statement ?? ''} source={claim.source} />
              <p className="mt-1.5 text-sm text-muted">
                Measured here: <span dangerouslySetInnerHTML={{ __html: text?.measure ?? '' }} />
              </p>
            </div>
            <div className="min-w-0 @3xl:text-right">
              {verdict ? (
                <VerdictBadge outcome={verdict.outcome} />
              ) : (
                <span className="text-sm text-muted">{running ? 'not measured yet' : 'not measured'}</span>
              )}
              <p className="mt-1.5 tabular-nums">
                {verdict?.value != null && (
                  <>
                    <strong className="font-semibold">{measuredText(verdict.value, claim)}</strong>,{' '}
                  </>
                )}
                <span className="text-muted">expected {expectedText(claim)}</span>
              </p>
              {verdict?.note && <p className="mt-1 text-sm text-muted">{verdict.note}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
