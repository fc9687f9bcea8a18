import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Runs a bench that leaves a process behind, and gives its pids once both are up. */
async function startBench(...args: string[]): Promise<{ bench: ChildProcess; pids: number[] }> {
  const fixture = '../scripts/test/leaves-behind.fixture'
  const bench = spawn(process.execPath, [join(import.meta.dirname, 'bench.ts'), fixture, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of bench.stdout) {
    const [, own, child] = /started (\d+) (\d+)/.exec(String(chunk)) ?? []
    if (own && child) return { bench, pids: [Number(own), Number(child)] }
  }
  throw new Error('The bench did not start.')
}

async function untilGone(pids: number[]): Promise<void> {
  while (pids.some(isRunning)) await sleep(50)
}

// Whose processes they are is read from /proc.
describe.runIf(process.platform === 'linux')('a bench leaves no process behind', () => {
  test.each([
    ['SIGTERM', 'deaf'],
    ['SIGINT', 'hears'],
    ['SIGKILL', 'hears'],
  ] as const)('when it gets a %s (what it started %s)', { timeout: 60_000 }, async (signal, kind) => {
    const { bench, pids } = await startBench(kind)
    expect(pids.every(isRunning)).toBe(true)
    const exit = once(bench, 'exit')
    bench.kill(signal)
    await exit
    await untilGone(pids)
    expect(pids.some(isRunning)).toBe(false)
  })
})
