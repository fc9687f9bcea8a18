import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Slow files whose inputs are proved already: scripts/test/run-all.ts names them. */
const leftOut = JSON.parse(process.env.LEFT_OUT_TESTS ?? '[]') as string[]
const never = ['**/node_modules/**', ...leftOut]
const UNIT = '{lib,components,experiments,server,cli,scripts,realtime,app,prisma}/**/*'

const DB = '{lib,server,cli,scripts,realtime,prisma}/**/*'

/** Where files share a process, a module is loaded once: for all that come later it is what the first one made of it. */
const mocking = globSync([`${UNIT}.test.{ts,tsx}`, `${DB}.db.test.ts`]).filter((file) =>
  /\bvi\.(mock|doMock|resetModules)\(/.test(readFileSync(file, 'utf8')),
)
const isOnDatabase = (file: string) => file.endsWith('.db.test.ts')

/**
 * Unit tests that need a process of their own: slow ones compute on another device than the rest, some put a module
 * in another's place, one sets what is read once.
 */
const APART = [
  `${UNIT}.slow.test.{ts,tsx}`,
  'lib/intake/upstream/read-upstream.test.ts',
  ...mocking.filter((file) => !isOnDatabase(file)),
]

/** The same of the tests on PostgreSQL: where mail goes, who signs people in and what may be fetched is read once. */
const APART_ON_DATABASE = [
  `${DB}.slow.db.test.ts`,
  'cli/commands/import.db.test.ts',
  'lib/intake/metadata/complete-job.db.test.ts',
  'lib/intake/upstream/upstream.db.test.ts',
  'lib/web/auth.db.test.ts',
  'lib/web/auth-providers.db.test.ts',
  ...mocking.filter(isOnDatabase),
]

/** One PostgreSQL for all, after the unit tests, whose workers are more. */
const onDatabase = {
  sequence: { groupOrder: 1 },
  globalSetup: ['scripts/test/global-database.ts'],
  setupFiles: ['scripts/test/fresh-database.ts'],
  maxWorkers: 2,
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

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
          include: [`${DB}.db.test.ts`],
          exclude: [...APART_ON_DATABASE, ...never],
          isolate: false,
          ...onDatabase,
        },
      },
      { test: { name: 'db-apart', include: APART_ON_DATABASE, exclude: never, ...onDatabase } },
    ],
  },
})
