import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const file = join(import.meta.dirname, 'return-memory.ts')
const program = `
import { returnMemory } from ${JSON.stringify(file)}
returnMemory()
console.log(JSON.stringify([process.env.MALLOC_ARENA_MAX ?? null, process.argv.slice(2), process.execArgv]))`

function run(env: Record<string, string>) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-deprecation', '--input-type=module', '--eval', program, 'a', '--b'],
    { encoding: 'utf8', env: { ...process.env, MALLOC_ARENA_MAX: undefined, ...env } as NodeJS.ProcessEnv },
  )
  return { said: JSON.parse(stdout) as [string | null, string[], string[]], stderr }
}

describe.runIf(process.platform === 'linux')(
  'the server’s process begins anew with an allocator that gives memory back',
  () => {
    it('once, without a word, with the same arguments', () => {
      const { said, stderr } = run({})
      expect(stderr).toBe('')
      expect(said[0]).toBe('2')
      expect(said[2].slice(0, 2)).toEqual(['--no-deprecation', '--input-type=module'])
    })

    it('and not where somebody chose a setting of their own', () => {
      expect(run({ MALLOC_ARENA_MAX: '8' }).said[0]).toBe('8')
    })
  },
)
