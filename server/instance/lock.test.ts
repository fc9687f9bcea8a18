import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Holder, acquireLock, findHolder } from './lock.ts'
import { processIdentity } from './process-identity.ts'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'colloquium-lock-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const leave = (holder: Partial<Holder>) =>
  writeFileSync(
    join(dir, 'colloquium.lock'),
    JSON.stringify({ kind: 'server', identity: null, databasePort: null, ...holder }),
  )

async function neighbour<T>(run: (pid: number) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  try {
    return await run(child.pid ?? 0)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}

describe('the lock of a data folder', () => {
  it('is held by one, says where the database is, and is given back', async () => {
    const lock = await acquireLock(dir, 'server')
    expect(findHolder(dir)).toMatchObject({ pid: process.pid, kind: 'server', databasePort: null })
    lock.publishPort(5433)
    expect(findHolder(dir)?.databasePort).toBe(5433)
    lock.release()
    expect(findHolder(dir)).toBeNull()
    expect(readdirSync(dir)).toEqual([])
  })

  it('is not given to a second server while the first one lives', () =>
    neighbour(async (pid) => {
      leave({ pid, identity: processIdentity(pid) })
      await expect(acquireLock(dir, 'server')).rejects.toThrow(`in use by another Colloquium (process ${pid})`)
    }))

  it('is taken over from a process that crashed', async () => {
    leave({ pid: await neighbour(async (pid) => pid) })
    const lock = await acquireLock(dir, 'server')
    expect(findHolder(dir)?.pid).toBe(process.pid)
    lock.release()
  })

  it('is taken over where the id of the crashed process belongs to another program by now', () =>
    neighbour(async (pid) => {
      leave({ pid, identity: 'another boot/12345' })
      const lock = await acquireLock(dir, 'server')
      lock.release()
    }))

  it('is taken over where a crash left half a file', async () => {
    writeFileSync(join(dir, 'colloquium.lock'), '{"pid": 12')
    const lock = await acquireLock(dir, 'command')
    lock.release()
  })

  it('is waited for while a command has it, but not for ever', () =>
    neighbour(async (pid) => {
      leave({ pid, identity: processIdentity(pid), kind: 'command' })
      await expect(acquireLock(dir, 'server', 300)).rejects.toThrow('in use by a colloquium command')
      setTimeout(() => rmSync(join(dir, 'colloquium.lock')), 300)
      const lock = await acquireLock(dir, 'server', 5000)
      lock.release()
    }))
})
