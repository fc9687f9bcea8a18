import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { add, closingLine, tallyPlaywright, tallyVitest } from './tally.ts'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'colloquium-tally-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function report(content: unknown): string {
  const file = join(dir, 'report.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('the count of a test run', () => {
  it('adds up what every runner reports', () => {
    const unit = tallyVitest(report({ numPassedTests: 40, numFailedTests: 1, success: false }), false)
    const e2e = tallyPlaywright(report({ stats: { expected: 7, unexpected: 1, flaky: 1 }, errors: [] }), false)
    expect(closingLine(add([unit, e2e]))).toBe('47 passed, 3 failed')
  })

  it('never calls a run good that broke before or beside its tests', () => {
    expect(tallyVitest(join(dir, 'absent.json'), true)).toEqual({ passed: 0, failed: 1 })
    expect(tallyVitest(report('{"numPas'), true)).toEqual({ passed: 0, failed: 1 })
    expect(tallyVitest(report({ numPassedTests: 3, numFailedTests: 0, success: false }), false)).toEqual({
      passed: 3,
      failed: 1,
    })
    const broken = { stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'no app' }] }
    expect(tallyPlaywright(report(broken), true)).toEqual({ passed: 0, failed: 1 })
  })
})
