import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { checkDatabase, describeUrl } from '#server/database/check.ts'
import { pendingMigrations } from '#server/database/migrate.ts'
import { findHolder } from '#server/instance/lock.ts'
import { PRISMA_DIR } from '#server/root-dir.ts'
import { lastWords } from '#server/start-error.ts'
import { withDatabase } from '#server/with-database.ts'
import { unsafeCountContents } from '#lib/health/queries.ts'

type Finding = { name: string; ok: boolean; detail: string }

async function find(name: string, look: () => Promise<string> | string): Promise<Finding> {
  try {
    return { name, ok: true, detail: await look() }
  } catch (error) {
    return { name, ok: false, detail: lastWords(error) }
  }
}

function databaseUrl(): string {
  return process.env.DATABASE_URL ?? ''
}

/** Everything that can be looked at with the database open. */
async function examine(dataDir: string): Promise<Finding[]> {
  const holder = findHolder(dataDir)
  return [
    await find('node', () => process.version),
    await find('data folder', () => {
      if (!existsSync(dataDir)) return `${dataDir} (not made yet)`
      return holder?.kind === 'server' ? `${dataDir} (in use by the server, process ${holder.pid})` : dataDir
    }),
    await find('database', async () => {
      await checkDatabase(databaseUrl())
      return describeUrl(new URL(databaseUrl()))
    }),
    await find('migrations', async () => {
      const pending = await pendingMigrations(databaseUrl(), PRISMA_DIR)
      if (pending.length > 0) throw new Error(`not applied: ${pending.join(', ')} (a start applies them)`)
      return 'all applied'
    }),
    await find('contents', async () => {
      const { lists, papers, people } = await unsafeCountContents()
      return `${lists} lists, ${papers} papers, ${people} people`
    }),
  ]
}

/** Adds `doctor`: looks at everything the program stands on, and says what it finds. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look whether everything the program needs is in order')
    .option('--json', 'print the findings as JSON')
    .action(async (options: { json?: boolean }) => {
      const opened = await find('database', () =>
        withDatabase(async ({ dataDir }) => JSON.stringify(await examine(dataDir))),
      )
      const findings = opened.ok ? (JSON.parse(opened.detail) as Finding[]) : [opened]
      if (options.json) console.log(JSON.stringify({ ok: findings.every((finding) => finding.ok), findings }, null, 2))
      else for (const { name, ok, detail } of findings) console.log(`${ok ? '✓' : '✗'} ${name}: ${detail}`)
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1
    })
}
