import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { tuneCompute } from '../../scripts/tune-compute.ts'

const BENCH = join(import.meta.dirname, '..')
const PEERS = join(BENCH, 'peers')

/** The peers are a package of their own, large and of no use to anybody else: it is installed when they are first needed. */
export function installPeers(): void {
  if (existsSync(join(PEERS, 'node_modules/onnxruntime-web'))) return
  console.log('Installing what is compared with (about 230 MB) …')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: PEERS, stdio: 'inherit' })
  if (status !== 0) throw new Error('The peers could not be installed.')
}

const SUBJECTS = {
  ours: 'experiments/ours.ts',
  plain: 'experiments/plain.ts',
  tfjs: 'peers/tfjs.ts',
  ort: 'peers/ort.ts',
}
export type SubjectName = keyof typeof SUBJECTS

const FOLDERS: Record<string, string> = {
  '/tfjs-wasm/': join(PEERS, 'node_modules/@tensorflow/tfjs-backend-wasm/dist'),
  '/ort/': join(PEERS, 'node_modules/onnxruntime-web/dist'),
}
const TYPES: Record<string, string> = { wasm: 'application/wasm', mjs: 'text/javascript', js: 'text/javascript' }

async function bundle(name: SubjectName): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(BENCH, SUBJECTS[name])],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
    plugins: name === 'ours' ? [tuneCompute()] : [],
  })
  return outputFiles[0]?.text ?? ''
}

/** A server on loopback with one page for each library, `/ours` and so on. */
export async function servePages(): Promise<{ url: string; close(): void }> {
  const names = Object.keys(SUBJECTS) as SubjectName[]
  const scripts = new Map<string, string>()
  for (const name of names) scripts.set(`/${name}.js`, await bundle(name))
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const script = scripts.get(path)
    if (script !== undefined) return void response.setHeader('content-type', 'text/javascript').end(script)
    const folder = Object.keys(FOLDERS).find((prefix) => path.startsWith(prefix))
    const file = /^[\w.-]+$/.test(path.split('/').at(-1) ?? '') ? path.split('/').at(-1) : undefined
    if (folder && file) {
      const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      readFile(join(FOLDERS[folder] ?? '', file)).then(
        (content) => response.setHeader('content-type', type).end(content),
        () => response.writeHead(404).end(),
      )
      return
    }
    response.setHeader('content-type', 'text/html').end(`<!doctype html><title>${path}</title>
<script type="module" src="${path}.js"></script>`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
