import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export type Command = { file: string; args: string[]; env?: Record<string, string> }

/** How a step ended. */
export type Ended = { ok: boolean; output: string; wallMs: number; cpuMs: number | null }

const running = new Set<ChildProcess>()
let isEnding = false

/** CPU time of all processes that this one started and that have ended, with what those started; null where the system does not say. */
export function cpuOfEnded(): number | null {
  const file = '/proc/self/stat'
  if (!existsSync(file)) return null
  // After the name in brackets: state is field 3, cutime 16, cstime 17, in hundredths of a second.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10
}

let counted: number | null = null

/** What was added since the last time that this was asked: a process is added, whole, when it ends. */
function cpuSinceLast(): number | null {
  const now = cpuOfEnded()
  const before = counted
  counted = now
  return now === null ? null : now - (before ?? 0)
}

/**
 * Runs commands one after another until one fails, in a process group of their own.
 * @param live shows what they print at once; else it is kept for when they have ended.
 */
export async function runStep(root: string, commands: Command[], live: boolean): Promise<Ended> {
  const startedAt = performance.now()
  let [output, ok, cpuMs] = ['', true, 0 as number | null]
  counted ??= cpuOfEnded()
  for (const command of commands) {
    if (isEnding) return { ok: false, output, wallMs: 0, cpuMs }
    ok = await new Promise<boolean>((resolve) => {
      const child = spawn(command.file, command.args, {
        cwd: root,
        detached: process.platform !== 'win32',
        stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
        env: { ...process.env, ...command.env },
      })
      running.add(child)
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
      child.once('exit', () => {
        const cpu = cpuSinceLast()
        cpuMs = cpuMs === null || cpu === null ? null : cpuMs + cpu
        running.delete(child)
      })
      child.once('error', (error) => {
        output += `${error.message}\n`
        running.delete(child)
        resolve(false)
      })
      child.once('close', (code) => resolve(code === 0))
    })
    if (!ok) break
  }
  return { ok, output, wallMs: performance.now() - startedAt, cpuMs }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    // It has just ended.
  }
}

/** Ends every step that is running, with all that it started: first by asking, after ten seconds by force. No other begins. */
export async function endSteps(): Promise<void> {
  isEnding = true
  const ended = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of running) signalGroup(child, 'SIGTERM')
  const force = setTimeout(() => running.forEach((child) => signalGroup(child, 'SIGKILL')), 10_000)
  await Promise.all(ended)
  clearTimeout(force)
}
