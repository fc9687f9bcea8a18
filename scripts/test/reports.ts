import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** What a report says of one test file, by its path in the project. */
export type FileResult = { file: string; ms: number; skipped: number; failed: string[] }

type VitestReport = {
  testResults: {
    name: string
    startTime: number
    endTime: number
    status: string
    message: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}
type Suite = { file: string; suites?: Suite[]; specs?: Spec[] }
type Spec = { title: string; ok: boolean; tests: { status: string; results: { duration: number }[] }[] }
type PlaywrightReport = { config: { rootDir: string }; suites: Suite[]; errors: { message?: string }[] }

export function readReport<T>(file: string): T | null {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}

const inProject = (root: string, path: string) => relative(root, path).replaceAll('\\', '/')

/** Per file of a Vitest run: its time, its skipped tests, its failed ones by name. */
export function vitestFiles(root: string, report: string): FileResult[] {
  const results = readReport<VitestReport>(report)?.testResults ?? []
  return results.map(({ name, startTime, endTime, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName)
    return {
      file: inProject(root, name),
      ms: Math.max(0, endTime - startTime),
      skipped: assertionResults.filter((test) => !['passed', 'failed'].includes(test.status)).length,
      failed: failed.length === 0 && status === 'failed' ? ['(the file itself)'] : failed,
    }
  })
}

const specsOf = (suite: Suite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]

/** The same of a Playwright run. */
export function playwrightFiles(root: string, report: string): FileResult[] {
  const found = readReport<PlaywrightReport>(report)
  if (!found) return []
  return found.suites.map((suite) => {
    const specs = specsOf(suite)
    const tests = specs.flatMap((spec) => spec.tests)
    return {
      file: inProject(root, `${found.config.rootDir}/${suite.file}`),
      ms: tests.flatMap((test) => test.results).reduce((sum, { duration }) => sum + duration, 0),
      skipped: tests.filter(({ status }) => status === 'skipped').length,
      failed: specs.filter((spec) => !spec.ok).map((spec) => spec.title),
    }
  })
}
