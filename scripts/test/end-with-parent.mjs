// Waits until whoever started it has gone, then ends what that one left: processes, in order, and folders.
// Plain JavaScript with nothing to load: it runs beside every test run.
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const left = JSON.parse(process.argv[2])

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

async function end({ pid, signal }) {
  send(pid, signal)
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(100)
  if (isAlive(pid)) send(pid, 'SIGKILL')
}

// Signals to the terminal's group are not meant for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
process.stdin.on('data', () => process.exit(0))
process.stdin.on('close', async () => {
  for (const one of left.processes) await end(one)
  for (const dir of left.dirs) rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  process.exit(0)
})
