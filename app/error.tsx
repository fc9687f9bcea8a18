'use client'

import { ErrorReport } from '#components/shell/error-report.tsx'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1} className="page-column outline-none">
      <ErrorReport error={error} retry={retry} />
    </main>
  )
}
