import { defineConfig } from 'vitest/config'

// x.test.ts needs nothing; x.db.test.ts gets a fresh PostgreSQL database per file.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{lib,components,experiments,server,cli,scripts,realtime,app,prisma}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'db',
          // After the unit tests, whose workers are more.
          sequence: { groupOrder: 1 },
          include: ['{lib,server,cli,scripts,realtime,prisma}/**/*.db.test.ts'],
          globalSetup: ['scripts/test/global-database.ts'],
          setupFiles: ['scripts/test/fresh-database.ts'],
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
