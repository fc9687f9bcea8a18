import { Notice } from '#components/ui/notice.tsx'

/** Says on the front page that more lists wait for a proof; which, only those learn who have given it. */
export function WaitingLists({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Notice
      tone="warning"
      className="mb-8"
      title={count === 1 ? 'One more list waits for you' : `${count} more lists wait for you`}
    >
      <p>
        You were added there, but your sign-in came from another list’s admin.{' '}
        <a href="/sign-in/prove" className="link">
          See how to open {count === 1 ? 'it' : 'them'}
        </a>
        .
      </p>
    </Notice>
  )
}
