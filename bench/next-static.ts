import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '#server/database/free-port.ts'

const root = resolve(import.meta.dirname, '..')
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }

type Running = { url: string; pid: number; stop(): Promise<void> }

/** Next's own server on an empty static page. */
export const startNextStatic = (): Promise<Running> => startNext('next-baseline')

/**
 * Next's own server on `/bare/NAME`, which prints the file of that name after one SELECT.
 * @param folder of such files.
 */
export const startNextBare = (folder: string, databaseUrl: string): Promise<Running> =>
  startNext('next-bare', { BARE_HTML: folder, BARE_DATABASE_URL: databaseUrl })

/** Builds (once) and starts one of the small apps that ours is compared with. */
async function startNext(app: string, settings: Record<string, string> = {}): Promise<Running> {
  const dir = join(root, 'bench', app)
  if (!existsSync(join(dir, '.next/BUILD_ID')))
    await promisify(execFile)(process.execPath, [next, 'build', dir], { cwd: root, env })
  const port = await freePort()
  const child = spawn(process.execPath, [next, 'start', dir, '-p', String(port), '-H', '127.0.0.1'], {
    cwd: root,
    env: { ...env, ...settings },
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
