// The commands, each in a process of its own.
// inputs: cli/colloquium.mjs cli/main.ts
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { disconnectPrisma } from '#prisma/client.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { verifyBackup } from '#server/backup/read-backup.ts'
import { ROOT_DIR } from '#server/root-dir.ts'

const folder = mkdtempSync(join(tmpdir(), 'colloquium-backup-command-'))
// Where root runs this, PostgreSQL runs as another user.
chmodSync(folder, 0o755)
afterAll(async () => {
  await disconnectPrisma()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a command as a person does; in a data folder, or on the database of this file. */
function colloquium(args: string[], dataDir?: string): Promise<{ code: number | null; words: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir ?? join(folder, 'unused') }
  if (dataDir) delete env.DATABASE_URL
  const child = spawn(process.execPath, ['cli/colloquium.mjs', ...args], { cwd: ROOT_DIR, env })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (words += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, words })))
}

it(
  'a backup makes a new folder the same again, and is refused by a folder that holds something',
  { timeout: 300_000 },
  async () => {
    await buildList({ title: 'Kept' })
    const [first, second, dataDir] = ['first', 'second', 'restored'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    const written = await colloquium(['backup', first])
    expect(written.words).toMatch(/Wrote \d+ rows of \d+ tables/)
    expect((await colloquium(['backup', first])).words).toContain('is there already')
    const missing = await colloquium(['restore', join(folder, 'none')], dataDir)
    expect([missing.code, existsSync(dataDir)]).toEqual([1, false])
    const restored = await colloquium(['restore', first], dataDir)
    expect([written.code, restored.code]).toEqual([0, 0])
    expect(restored.words).toMatch(/Restored \d+ rows/)
    const refused = await colloquium(['restore', first], dataDir)
    expect(refused.code).toBe(1)
    expect(refused.words).toContain('is not empty')
    expect((await colloquium(['backup', second], dataDir)).code).toBe(0)
    expect((await verifyBackup(second)).tables).toEqual((await verifyBackup(first)).tables)
  },
)
