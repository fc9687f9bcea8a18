const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** A date as it stands, in UTC, so that server and browser say the same; `time` adds hours and minutes. */
export function Time({ date, time = false, className }: { date: Date | string; time?: boolean; className?: string }) {
  const value = typeof date === 'string' ? new Date(date) : date
  const iso = value.toISOString()
  return (
    <time dateTime={iso} title={`${MINUTE.format(value)} UTC`} className={className}>
      {time ? `${MINUTE.format(value)} UTC` : DAY.format(value)}
    </time>
  )
}
