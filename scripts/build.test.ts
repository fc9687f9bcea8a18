import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashInputs } from './build.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'colloquium-build-'))
  mkdirSync(join(dir, 'app'))
  writeFileSync(join(dir, 'app/page.tsx'), 'one')
  writeFileSync(join(dir, 'package-lock.json'), '{}')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('a start', () => {
  it('builds again when a page, its name or a dependency has changed', () => {
    const hashes = [hashInputs(dir)]
    writeFileSync(join(dir, 'app/page.tsx'), 'two')
    hashes.push(hashInputs(dir))
    writeFileSync(join(dir, 'app/other.tsx'), '')
    hashes.push(hashInputs(dir))
    writeFileSync(join(dir, 'package-lock.json'), '{ }')
    hashes.push(hashInputs(dir))
    expect(new Set(hashes).size).toBe(4)
  })

  it('does not build again because a file was touched or a test was written', () => {
    const before = hashInputs(dir)
    utimesSync(join(dir, 'app/page.tsx'), 1, 1)
    writeFileSync(join(dir, 'app/page.test.tsx'), 'test')
    mkdirSync(join(dir, 'server'))
    writeFileSync(join(dir, 'server/main.ts'), 'started anew each time')
    expect(hashInputs(dir)).toBe(before)
  })
})
