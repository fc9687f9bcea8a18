import { existsSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Takes one protection away from the server as it starts, so that the bench can be seen to miss it. Loaded before
 * everything else by `node --import`; the program itself has no switch for it. STALL_WITHOUT names the protection.
 */

/** Nothing can be taken away that is not there. */
function requireFile(file: string): void {
  if (!existsSync(join(process.cwd(), file)))
    throw new Error(`This protection is not there: the program has no ${file}.`)
}

type Place = { file: string; name: string }

/** Work is done where it is asked for: on the main thread, without a limit. */
function withoutPool(): void {
  requireFile('lib/work/pool.ts')
  const run = async ({ file, name }: Place, _limits: unknown, input: unknown) => {
    const tasks = (await import(join(process.cwd(), file))) as Record<string, (given: unknown) => unknown>
    const work = tasks[name]
    if (!work) throw new Error(`${file} has no "${name}".`)
    return work(input)
  }
  const holder = globalThis as { [key: symbol]: unknown }
  holder[Symbol.for('colloquium.work')] = { run, close: async () => undefined }
}

/** Changes the text of one file of the program as it is loaded. */
function changeSource(path: string, change: (source: string) => string): void {
  requireFile(path)
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.endsWith(`/${path}`)) return nextLoad(url, context)
      const source = readFileSync(fileURLToPath(url), 'utf8')
      const changed = change(source)
      if (changed === source) throw new Error(`${path} holds nothing of what was to be taken away.`)
      return { format: 'module-typescript', source: changed, shortCircuit: true }
    },
  })
}

const PROTECTIONS: Record<string, () => void> = {
  pool: withoutPool,
  /** The door lets as many fields and bytes in as come. */
  fields: () =>
    changeSource('server/http/body/body-rules.ts', (source) =>
      source.replace(/fields: \d+/g, 'fields: Infinity').replace(/bytes: (?:\d+ \* )?(?:MB|KB)/g, 'bytes: 25 * MB'),
    ),
}

const name = process.env.STALL_WITHOUT ?? ''
const take = PROTECTIONS[name]
if (!take) throw new Error(`There is no protection called "${name}": ${Object.keys(PROTECTIONS).join(', ')}.`)
take()
