'use client'

import { ErrorReport } from '#components/shell/error-report.tsx'

/** Within a list the header and tabs stay, so that one can go on elsewhere. */
export default function ListErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorReport error={error} retry={retry} />
}
