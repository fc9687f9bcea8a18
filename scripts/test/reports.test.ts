import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { playwrightFiles, vitestFiles } from './reports.ts'
import { provedBy } from './slow-suites.ts'
import { timeTable } from './time-table.ts'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'colloquium-reports-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function report(content: unknown): string {
  const file = join(dir, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const test = (fullName: string, status: string) => ({ fullName, status })
const ofVitest = (name: string, ms: number, tests: ReturnType<typeof test>[], status = 'passed') => ({
  name: join('/project', name),
  ...{ startTime: 1_000, endTime: 1_000 + ms, status, message: '', assertionResults: tests },
})
const spec = (title: string, ok: boolean, status: string, duration: number) => ({
  ...{ title, ok, tests: [{ status, results: [{ duration }] }] },
})

describe('what the runners report', () => {
  it('is read file by file: its time, what failed and what was skipped', () => {
    const file = report({
      testResults: [
        ofVitest('lib/a.test.ts', 20, [test('a holds', 'passed'), test('b holds', 'failed')], 'failed'),
        ofVitest('lib/broken.test.ts', 0, [], 'failed'),
      ],
    })
    expect(vitestFiles('/project', file)).toEqual([
      { file: 'lib/a.test.ts', ms: 20, skipped: 0, failed: ['b holds'] },
      { file: 'lib/broken.test.ts', ms: 0, skipped: 0, failed: ['(the file itself)'] },
    ])
  })

  it('is read of stories, also of those in groups', () => {
    const suites = [
      {
        file: 'frames.slow.spec.ts',
        specs: [spec('one plays', true, 'expected', 100)],
        suites: [{ file: 'frames.slow.spec.ts', specs: [spec('two plays', false, 'unexpected', 50)] }],
      },
    ]
    const file = report({ config: { rootDir: '/project/e2e' }, suites, errors: [] })
    expect(playwrightFiles('/project', file)).toEqual([
      { file: 'e2e/frames.slow.spec.ts', ms: 150, skipped: 0, failed: ['two plays'] },
    ])
  })

  it('is nothing where a runner left no report', () => {
    expect(vitestFiles('/project', join(dir, 'absent.json'))).toEqual([])
    expect(playwrightFiles('/project', join(dir, 'absent.json'))).toEqual([])
  })
})

describe('a slow file', () => {
  it('is proved only where each of its tests ran and passed', () => {
    const hashes = { a: '1', b: '2', c: '3', d: '4' }
    const files = [
      { file: 'a', ms: 1, skipped: 0, failed: [] },
      { file: 'b', ms: 1, skipped: 1, failed: [] },
      { file: 'c', ms: 1, skipped: 0, failed: ['x'] },
    ]
    expect(provedBy(hashes, files)).toEqual({ a: '1' })
  })
})

describe('the table at the end', () => {
  it('says where the time went, and names the fifteen slowest files', () => {
    const files = Array.from({ length: 20 }, (_, at) => ({
      file: `f${at}.test.ts`,
      ms: at * 1_000,
      skipped: 0,
      failed: [],
    }))
    const steps = [{ name: 'lint', wallMs: 12_340, cpuMs: 20_000 }]
    const table = timeTable(steps, { name: 'all', wallMs: 15_000, cpuMs: null }, files).split('\n')
    expect(table.find((line) => line.includes('lint'))).toMatch(/12\.3 +20\.0$/)
    expect(table.filter((line) => /f\d+\.test\.ts/.test(line))).toHaveLength(15)
    expect(table.findIndex((line) => line.includes('f19.'))).toBeLessThan(
      table.findIndex((line) => line.includes('f18.')),
    )
  })
})
