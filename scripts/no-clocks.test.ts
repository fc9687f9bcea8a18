import { ESLint } from 'eslint'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const eslint = new ESLint({ cwd: join(import.meta.dirname, '..') })

async function complaints(line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`const since = Date.now()\n${line}\n`, { filePath: 'lib/planted.test.ts' })
  return (result?.messages ?? []).flatMap(({ ruleId, message }) => (ruleId === 'no-restricted-syntax' ? [message] : []))
}

describe('a test that reads a clock', () => {
  it.each([
    'expect(performance.now() - since).toBeLessThan(500)',
    'expect(Date.now() - since).toBeLessThan(500)',
    'const { elapsed } = { elapsed: process.hrtime() }\nexpect(elapsed).toBeDefined()',
  ])('is refused by the linter: %s', async (line) => {
    expect(await complaints(line)).toEqual([expect.stringContaining('A test reads no clock')])
  })

  it.each(['const expires = new Date(Date.now() + 60_000)', 'const old = new Date(since - 8 * 86_400_000)'])(
    'is not one that makes a date: %s',
    async (line) => expect(await complaints(line)).toEqual([]),
  )
})
