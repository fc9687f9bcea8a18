import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Slow files whose inputs are proved already: scripts/test/run-all.ts names them. */
const leftOut = JSON.parse(process.env.LEFT_OUT_TESTS ?? '[]') as string[]
const never = ['**/node_modules/**', ...leftOut]
const UNIT = '{lib,components,experiments,server,cli,scripts,realtime,app,prisma}/**/*'

/** Where files share a process, a module is loaded once: for all that come later it is what the first one made of it. */
const mocking = globSync(`${UNIT}.test.{ts,tsx}`).filter(
  (file) => !file.endsWith('.db.test.ts') && /\bvi\.(mock|doMock)\(/.test(readFileSync(file, 'utf8')),
)

/**
 * Unit tests that need a process of their own: slow ones compute on another device than the rest, some put a module
 * in another's place, one sets what is read once.
 */
const APART = [`${UNIT}.slow.test.{ts,tsx}`, 'lib/sources/read-upstream.test.ts', ...mocking]

// x.test.ts needs nothing; x.db.test.ts gets a fresh PostgreSQL database per file; x.slow.test.ts and
// x.slow.db.test.ts run when their inputs have changed.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: [`${UNIT}.test.{ts,tsx}`],
          exclude: ['**/*.db.test.ts', ...APART, ...never],
          // Files share a process and what it has loaded: half the time goes into loading otherwise.
          isolate: false,
          // For what hangs, not for what is slow: the machine may be busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'unit-apart',
          sequence: { groupOrder: 0 },
          include: APART,
          exclude: never,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'db',
          // After the unit tests, whose workers are more.
          sequence: { groupOrder: 1 },
          include: ['{lib,server,cli,scripts,realtime,prisma}/**/*.db.test.ts'],
          exclude: never,
          globalSetup: ['scripts/test/global-database.ts'],
          setupFiles: ['scripts/test/fresh-database.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
