import { readReport } from './reports.ts'

export type Tally = { passed: number; failed: number }

type VitestReport = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; success: boolean }
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] }

/** A run that left no report counts as one failure, and so does one that failed without a failed test. */
function withTrouble(tally: Tally, ok: boolean): Tally {
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}

/** Counts what a Vitest run wrote with its JSON reporter. */
export function tallyVitest(file: string, exitedWell: boolean): Tally {
  const report = readReport<VitestReport>(file)
  if (!report) return { passed: 0, failed: 1 }
  return withTrouble({ passed: report.numPassedTests, failed: report.numFailedTests }, exitedWell && report.success)
}

/** Counts what a Playwright run wrote with its JSON reporter; a test that passed only at the second try has failed. */
export function tallyPlaywright(file: string, exitedWell: boolean): Tally {
  const report = readReport<PlaywrightReport>(file)
  if (!report) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = report.stats
  return withTrouble({ passed: expected, failed: unexpected + flaky }, exitedWell && report.errors.length === 0)
}

/** A check that counts as one. */
export const asOne = (ok: boolean): Tally => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

export function add(tallies: Tally[]): Tally {
  return tallies.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  })
}

/** The line that ends a test run; machines read it. */
export const closingLine = ({ passed, failed }: Tally) => `${passed} passed, ${failed} failed`
