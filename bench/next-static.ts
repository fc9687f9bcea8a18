import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '#server/database/free-port.ts'

const root = resolve(import.meta.dirname, '..')
const dir = join(root, 'bench/next-baseline')
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }

/**
 * Builds (once) and starts Next's own server on pages that do nothing: an empty static one, and `/bare/NAME`, which
 * prints the file of that name after one SELECT.
 * @param bare the folder of such files, and the database that is asked.
 */
export async function startNextStatic(
  bare: { folder: string; databaseUrl: string } = { folder: '', databaseUrl: '' },
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  if (!existsSync(join(dir, '.next/server/app/bare')))
    await promisify(execFile)(process.execPath, [next, 'build', dir], { cwd: root, env })
  const port = await freePort()
  const child = spawn(process.execPath, [next, 'start', dir, '-p', String(port), '-H', '127.0.0.1'], {
    cwd: root,
    env: { ...env, BARE_HTML: bare.folder, BARE_DATABASE_URL: bare.databaseUrl },
    stdio: 'ignore',
  })
  const exit = new Promise<void>((done) => child.once('exit', () => done()))
  const url = `http://127.0.0.1:${port}/`
  for (let tries = 0; tries < 150; tries++) {
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) break
    await new Promise((done) => setTimeout(done, 200))
  }
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await exit
    },
  }
}
