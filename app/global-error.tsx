'use client'

import './globals.css'
import { ErrorReport } from '#components/shell/error-report.tsx'

/** Stands in for the root layout where even that failed; so it brings its own <html>. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>This page could not be shown · Colloquium</title>
      </head>
      <body>
        <main id="main" className="page-column">
          <ErrorReport error={error} retry={retry} />
        </main>
      </body>
    </html>
  )
}
