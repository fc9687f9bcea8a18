import { PRIMARY_BUTTON, SECONDARY_BUTTON } from '#components/ui/plain-button.ts'
import { unavailableSentence } from '#lib/web/unavailable-digest.ts'
import { Failure } from './failure.tsx'

function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}

/** What an error boundary shows: what failed in plain words, another try, and the reference that is in the log. */
export function ErrorReport({ error, retry }: { error: unknown; retry: () => void }) {
  const sentence = unavailableSentence(error)
  const reference = digestOf(error)
  return (
    <Failure
      code={sentence === null ? '500' : '503'}
      title={sentence ?? 'This page could not be shown'}
      actions={
        <>
          <button type="button" onClick={() => retry()} className={PRIMARY_BUTTON}>
            Try again
          </button>
          <a href="/" className={SECONDARY_BUTTON}>
            Go to your lists
          </a>
        </>
      }
    >
      {sentence === null ? (
        <p>
          Something failed while it was being prepared. What you had saved is safe. Another try often helps; if it does
          not, tell whoever runs this Colloquium.
        </p>
      ) : (
        <p>What you had saved is safe.</p>
      )}
      {sentence === null && reference && (
        <p>
          Reference for the log:{' '}
          <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-sm text-ink">{reference}</code>
        </p>
      )}
    </Failure>
  )
}
