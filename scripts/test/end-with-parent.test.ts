import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isAlive } from '#server/instance/process-identity.ts'

const root = join(import.meta.dirname, '../..')
const PATIENT = { timeout: 20_000, interval: 50 }

/** Starts a process in a group of its own, as a database is, watched or not; prints its id and goes on. */
const RUN = `
  const { spawn } = await import('node:child_process')
  const { endWithParent } = await import('./scripts/test/end-with-parent.ts')
  const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
  child.unref()
  const isOver = endWithParent({ processes: [{ pid: child.pid, signal: 'SIGTERM' }], dirs: [process.env.LEFT] })
  if (process.env.IN_GOOD_ORDER) isOver()
  console.log(child.pid)
  setInterval(() => undefined, 1000)
`

let dir: string
let run: ChildProcess
let left = 0
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'colloquium-left-'))
  writeFileSync(join(dir, 'file'), '')
})
afterEach(() => {
  run.kill('SIGKILL')
  if (isAlive(left)) process.kill(left, 'SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}): Promise<void> {
  run = spawn(process.execPath, ['--input-type=module', '-e', RUN], {
    cwd: root,
    env: { ...process.env, LEFT: dir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(run.stdout!, 'data')) as [Buffer]
  left = Number(line.toString())
}

describe('a test run', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('that is ended by %s leaves nothing behind', async (signal) => {
    await start()
    expect(isAlive(left)).toBe(true)
    run.kill(signal)
    await vi.waitUntil(() => !isAlive(left), PATIENT)
    await vi.waitUntil(() => !existsSync(dir), PATIENT)
  })

  it('that cleaned up itself has nothing ended by its number', async () => {
    await start({ IN_GOOD_ORDER: '1' })
    run.kill('SIGKILL')
    await once(run, 'exit')
    await new Promise((done) => setTimeout(done, 300))
    expect([isAlive(left), existsSync(dir)]).toEqual([true, true])
  })
})
