import { runApp } from '../scripts/test/run-app.ts'

/** Playwright's global setup: the production app on a database of its own; what it returns stops both. */
export default async function startApp() {
  const app = await runApp({ postgres: { fsync: 'off', synchronous_commit: 'off' }, env: { LOG_LEVEL: 'warn' } })
  process.env.DATABASE_URL = app.databaseUrl
  process.env.E2E_BASE_URL = app.url
  process.env.E2E_PRINTED = app.printed
  return app.stop
}
