import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { findForStories } from './scripts/test/find-chromium.ts'

const isRoot = process.getuid?.() === 0

/** Whole files that this run leaves out, as paths from the project's root: LEFT_OUT_SPECS, a list in JSON. */
const leftOut = JSON.parse(process.env.LEFT_OUT_SPECS ?? '[]') as string[]

// End-to-end tests drive a real Chromium against the production build; e2e/start-app.ts starts it.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  testIgnore: leftOut.map((file) => join(import.meta.dirname, file)),
  globalSetup: './e2e/start-app.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // For what hangs, not for what is slow: on a busy machine a story takes ten times as long.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    // A trace of every step costs a third of the time: TRACE=1 records one of each story that fails.
    trace: process.env.TRACE === '1' ? 'retain-on-failure' : 'off',
    // What moves costs time, and a story would wait for it.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: findForStories() ?? undefined,
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        // No page lives long enough to earn back what V8's optimizing compilers cost: a quarter of the time.
        '--js-flags=--no-opt,--no-maglev',
      ],
    },
  },
})
