'use client'

import './globals.css'
import { Suspense, lazy } from 'react'

const Sentence = () => <h1>This page could not be shown. Load it again in a moment.</h1>

// Every page brings this file along, and hardly one shows it: what it shows comes when it is shown, if it can.
const Report = lazy(() =>
  import('#components/shell/error-report.tsx').then(
    ({ ErrorReport }) => ({ default: ErrorReport }),
    () => ({ default: Sentence }),
  ),
)

/** Stands in for the root layout where even that failed; so it brings its own <html>. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>This page could not be shown · Colloquium</title>
      </head>
      <body>
        <main id="main" className="page-column">
          <Suspense fallback={<Sentence />}>
            <Report error={error} retry={retry} />
          </Suspense>
        </main>
      </body>
    </html>
  )
}
