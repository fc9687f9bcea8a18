import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const files = globSync('app/**/{actions,*-actions}.ts', { cwd: root })

/** What a "use server" file exports that the constructor did not make. */
export function strayExports(source: string): string[] {
  return [...source.matchAll(/^export\s+(.*)$/gm)]
    .map((match) => match[1] ?? '')
    .filter((line) => !/^const \w+Action = define(List)?Action\(/.test(line))
}

describe('server actions', () => {
  it('are there to be checked', () => expect(files.length).toBeGreaterThan(0))

  it.each(files)('%s exports only what defineAction or defineListAction made', (file) => {
    const source = readFileSync(resolve(root, file), 'utf8')
    expect(source.startsWith("'use server'")).toBe(true)
    expect(strayExports(source)).toEqual([])
  })

  it('live in no other file', () => {
    const others = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root }).filter((file) => !files.includes(file))
    const marked = others.filter((file) => /^\s*['"]use server['"]/m.test(readFileSync(resolve(root, file), 'utf8')))
    expect(marked).toEqual([])
  })

  it('and the check itself sees an export that slipped past', () => {
    const slipped = "'use server'\nexport const okAction = defineAction(x, y)\nexport async function deleteAll() {}\n"
    expect(strayExports(slipped)).toEqual(['async function deleteAll() {}'])
  })
})
