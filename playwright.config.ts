import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/test/find-chromium.ts'

const isRoot = process.getuid?.() === 0

// End-to-end tests drive a real Chromium against the production build; e2e/start-app.ts starts it.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/start-app.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // For what hangs: a story takes up to half a minute, a whole one that computes up to one, on a slow machine twice that.
  timeout: 150_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI
    ? [['list'], ['json', { outputFile: 'test-results/e2e.json' }]]
    : [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking', '--disable-component-update'],
    },
  },
})
