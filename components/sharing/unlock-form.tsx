import { buttonClass } from '#components/ui/button-class.ts'

/** Asks for a shared page's password: a plain form, whole without JavaScript. */
export function UnlockForm({
  token,
  paper,
  wrong,
  wait,
  unlock,
}: {
  token: string
  /** The paper that the visitor was on their way to. */
  paper: string | null
  wrong: boolean
  /** Minutes until the next try counts; null where there is nothing to wait for. */
  wait: number | null
  /** Leads on to the page, or back here with what was wrong. */
  unlock: (form: FormData) => void
}) {
  const problem =
    wait !== null
      ? `Too many tries. Try again in ${wait} ${wait === 1 ? 'minute' : 'minutes'}.`
      : wrong
        ? 'That is not the password.'
        : null
  return (
    <div className="mx-auto max-w-md py-8 sm:py-16">
      <h1 className="font-serif text-3xl leading-tight font-semibold">This page has a password</h1>
      <p className="mt-2.5 text-muted">Whoever sent you the link can tell you what it is.</p>
      <form action={unlock} className="mt-6 grid gap-4">
        <input type="hidden" name="token" value={token} />
        {paper && <input type="hidden" name="paper" value={paper} />}
        <div>
          <label htmlFor="password" className="mb-1 block text-sm font-semibold">
            Password
          </label>
          <input
            id="password"
            name="password"
            type="password"
            required
            maxLength={200}
            autoComplete="current-password"
            className="control"
            {...(problem ? { 'aria-describedby': 'password-problem', 'aria-invalid': true } : {})}
          />
          {problem && (
            <p id="password-problem" role="alert" className="mt-1.5 text-sm font-medium text-danger">
              {problem}
            </p>
          )}
        </div>
        <div>
          <button type="submit" className={buttonClass('primary')}>
            Open the page
          </button>
        </div>
      </form>
    </div>
  )
}
