import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from '#server/database/binaries.ts'
import { clearLeftover } from '#server/database/leftover.ts'
import { clusterIds } from '#server/database/postgres-user.ts'
import { commandLine, isAlive } from '#server/instance/process-identity.ts'
import type { Left } from './end-with-us.ts'

/** Waits until whoever started this is gone, and ends what they left: see end-with-us.ts. */
const left = JSON.parse(process.argv[2] ?? '{}') as Left
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const isOurs = (pid: number) => isAlive(pid) && (commandLine(pid)?.includes(left.program) ?? true)

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}

async function end(pid: number): Promise<void> {
  if (!isOurs(pid)) return
  signal(pid, 'SIGTERM')
  for (let tries = 0; tries < 200 && isOurs(pid); tries++) await sleep(50)
  if (isOurs(pid)) signal(pid, 'SIGKILL')
}

let told = ''
for await (const chunk of process.stdin) told += String(chunk)
const words = told.split('\n').filter(Boolean)
if (!words.includes('done')) {
  await Promise.all([...left.pids, ...words.map(Number)].map(end))
  if (left.cluster) await clearLeftover(left.cluster, findBinaries(), clusterIds(left.cluster))
  if (left.dir) rmSync(left.dir, { recursive: true, force: true })
}
