import type { WriteStream } from 'node:tty'
import type { ReportProgress } from '#lib/readme/report.ts'
import type { ReportTables } from '#server/backup/manifest.ts'

const WORDS = { parsed: 'Parsed', matched: 'Matched', written: 'Written' }

/** Shows on a terminal how far an import is, in one line that is taken away at the end; nothing where the output is no terminal. */
export function showProgress(stream: WriteStream): ReportProgress {
  return ({ step, done, total }) => {
    if (!stream.isTTY) return
    const isEnd = step === 'written' && done >= total
    stream.write(isEnd ? '\r\x1b[K' : `\r\x1b[K${WORDS[step]} ${done} of ${total} …`)
  }
}

/** The same for a backup or a restore: its tables and how much they hold. */
export function showTables(stream: WriteStream, verb: 'Writing' | 'Restoring'): ReportTables {
  return ({ done, total, bytes }) => {
    if (!stream.isTTY) return
    const megabytes = (bytes / 1024 / 1024).toFixed(1)
    stream.write(done >= total ? '\r\x1b[K' : `\r\x1b[K${verb} table ${done} of ${total}, ${megabytes} MB …`)
  }
}
