import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type NotesProcess = {
  url: string
  pid: number
  child: ChildProcess
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Starts the notes' server in a process of its own, on the database of DATABASE_URL. */
export async function spawnNotes(env: Record<string, string> = {}): Promise<NotesProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../scripts/test/notes-process.ts')], {
    env: { ...process.env, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const [line] = await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data') as Promise<[Buffer]>,
    once(child, 'exit').then(() => {
      throw new Error("The notes' server did not start.")
    }),
  ])
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  return { url: line.toString().trim(), pid: child.pid ?? 0, child, kill }
}
