// The whole server, started as by "npm start".
// inputs: scripts/start.ts server/main.ts app/api/health/** next.config.ts
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { unsafeLoadDocument } from '#lib/notes/document-queries.ts'
import { applyUpdates, noteText } from '#lib/notes/note-doc.ts'
import { NOTES_PATH } from '#lib/notes/room-name.ts'
import { disconnectPrisma } from '#prisma/client.ts'
import { buildNote, buildWriter, openEditor } from '../realtime/notes.fixture.ts'
import { freePort } from './database/free-port.ts'
import { isAlive } from './instance/process-identity.ts'
import { runningUrl } from './open-database.ts'
import { ROOT_DIR } from './root-dir.ts'
import { loadSettings } from './settings.ts'

/** The machine may be busy with others, and the pages may have to be built first. */
const PATIENT = { timeout: 60_000 }
const STARTING = { timeout: 300_000, interval: 500 }

const parent = mkdtempSync(join(tmpdir(), 'colloquium-killed-'))
const dataDir = join(parent, 'data')
let app: ChildProcess
let base: string
let printed = ''

const status = (path: string) =>
  fetch(`${base}${path}`).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    () => ({ status: 0, text: '' }),
  )

beforeAll(async () => {
  chmodSync(parent, 0o755)
  const port = await freePort()
  base = `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: String(port) }
  delete env.DATABASE_URL
  const stdio = ['ignore', 'pipe', 'pipe'] as const
  app = spawn(process.execPath, ['scripts/start.ts'], { cwd: ROOT_DIR, env, stdio: [...stdio] })
  for (const stream of [app.stdout, app.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  await vi.waitUntil(async () => (await status('/api/health/ready')).status === 200, STARTING)
  await disconnectPrisma()
  Object.assign(process.env, { DATA_DIR: dataDir })
  const { databasePort } = JSON.parse(readFileSync(join(dataDir, 'colloquium.lock'), 'utf8')) as {
    databasePort: number
  }
  const DATABASE_URL = process.env.DATABASE_URL
  delete process.env.DATABASE_URL
  process.env.DATABASE_URL = runningUrl(loadSettings('test'), databasePort)
  restoreUrl = () => Object.assign(process.env, { DATABASE_URL })
}, 320_000)
let restoreUrl = () => ({})

afterAll(async () => {
  await disconnectPrisma()
  restoreUrl()
  if (app.exitCode === null) {
    app.kill('SIGTERM')
    await once(app, 'exit')
  }
  rmSync(parent, { recursive: true, force: true })
}, 60_000)

const cluster = join(dataDir, 'postgres')
const postmasterPid = () => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0])

async function onDisk(paperId: string): Promise<string> {
  const doc = new Y.Doc()
  applyUpdates(doc, (await unsafeLoadDocument(paperId))?.updates ?? [])
  return noteText(doc).toString()
}

it(
  'a server whose database is killed says so, keeps what is typed, and saves it when the database is back: the same process',
  { timeout: 400_000 },
  async () => {
    const { listId, room, paperId } = await buildNote()
    const { token } = await buildWriter(listId)
    const editor = openEditor(`${base.replace('http', 'ws')}${NOTES_PATH}`, room, token)
    const answers = (path: string, wanted: number) =>
      vi.waitUntil(async () => (await status(path)).status === wanted, PATIENT)
    const isSaved = () => vi.waitUntil(() => editor.shown() === 'saved', PATIENT)
    await isSaved()
    editor.type('acknowledged. ')
    await isSaved()
    for (let kill = 1; kill <= 2; kill++) {
      const killed = postmasterPid()
      // Without its folder it cannot be started again before we have looked.
      renameSync(cluster, `${cluster}.held`)
      process.kill(killed, 'SIGKILL')
      await answers('/', 503)
      await answers('/api/health/ready', 503)
      editor.type(`typed while it was away ${kill}. `)
      expect((await status('/')).text).toContain('nothing is lost')
      expect((await status('/api/health/live')).status).toBe(200)
      expect(editor.shown()).not.toBe('saved')
      renameSync(`${cluster}.held`, cluster)
      await answers('/api/health/ready', 200)
      await isSaved()
      // Our own connections were cut too.
      expect(await vi.waitFor(() => onDisk(paperId), PATIENT)).toBe(editor.text())
      expect(postmasterPid()).not.toBe(killed)
    }
    expect(editor.text()).toBe('acknowledged. typed while it was away 1. typed while it was away 2. ')
    expect((await status('/')).status).toBe(200)
    editor.close()
    expect([app.exitCode, isAlive(app.pid ?? 0)]).toEqual([null, true])
    expect(printed).toContain('the embedded PostgreSQL ended by itself')
    expect(printed).toContain('answers again')
    expect(printed).not.toMatch(/unhandled|uncaught/i)
  },
)
