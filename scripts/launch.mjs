// Runs a TypeScript file of ours on a Node that can: this one, or the Node 24 that came with
// `npm ci`. Plain JavaScript that Node 20 understands.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

function bundledNode() {
  const os = process.platform === 'win32' ? 'win' : process.platform
  const file = resolve(root, `node_modules/node-${os}-${process.arch}/bin/node${os === 'win' ? '.exe' : ''}`)
  return existsSync(file) ? file : null
}

/** Runs `file` (relative to the project) with `args`, as if node had been called with it. */
export async function launch(file, args) {
  const script = resolve(root, file)
  if (process.features.typescript) {
    process.argv = [process.argv[0], script, ...args]
    await import(pathToFileURL(script).href)
    return
  }
  const node = bundledNode()
  if (!node) {
    console.error(
      `Colloquium needs Node 22.18 or newer (this is ${process.version}), or the one that "npm ci" brings for most systems.`,
    )
    process.exit(1)
  }
  const child = spawn(node, [script, ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

const [self, file, ...args] = process.argv.slice(1)
if (self && resolve(self) === fileURLToPath(import.meta.url)) await launch(file, args)
