import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { declaredInputs } from './slow-inputs.ts'
import { chooseSlow, writeProved } from './slow-suites.ts'

const SUITE = 'lib/long.slow.test.ts'
const STORY = 'e2e/frames.slow.spec.ts'

let root: string
function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'colloquium-slow-'))
  write('package.json', '{"type":"module","imports":{"#lib/*":"./lib/*"}}')
  write('package-lock.json', '{}')
  write('scripts/test/proved.json', '{}')
  write('.gitignore', 'node_modules\n')
  write(SUITE, "// inputs: lib/fixtures/** lib/program.ts\nimport { near } from './near.ts'\nimport 'vitest'\nnear()\n")
  write('lib/near.ts', "import { far } from '#lib/far.ts'\nexport const near = far\n")
  write('lib/far.ts', 'export const far = () => 1\n')
  write('lib/unrelated.ts', 'export {}\n')
  write('lib/fixtures/one.md', 'one')
  write(STORY, "// inputs: app/lab/**\nimport '@playwright/test'\n")
  write('app/lab/page.tsx', 'one')
  write('lib/program.ts', "import './deep.ts'\n")
  write('lib/deep.ts', 'export {}\n')
  execFileSync('git', ['init', '-q'], { cwd: root })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function prove(): Promise<void> {
  writeProved(root, (await chooseSlow(root, true)).hashes)
}
const chosen = async () => (await chooseSlow(root, false)).run

describe('a slow test file', () => {
  it('runs as long as nothing proved it', async () => {
    expect(await chosen()).toEqual([STORY, SUITE])
  })

  it('is left out once it was proved, also where its inputs were touched or other files changed', async () => {
    await prove()
    utimesSync(join(root, 'lib/far.ts'), 1, 1)
    write('lib/unrelated.ts', 'export const changed = 1\n')
    write('lib/near.test.ts', 'another test')
    expect(await chooseSlow(root, false)).toMatchObject({ run: [], leftOut: [STORY, SUITE] })
  })

  it.each([
    ['the file itself changed', SUITE, "import { near } from './near.ts'\nnear()\n// more\n", [SUITE]],
    ['what it imports through others changed', 'lib/far.ts', 'export const far = () => 2\n', [SUITE]],
    ['what a program imports that its head names changed', 'lib/deep.ts', 'export const x = 1\n', [SUITE]],
    ['what its head names changed', 'lib/fixtures/one.md', 'two', [SUITE]],
    ['something new is there that its head names', 'lib/fixtures/two.md', 'two', [SUITE]],
    ['the part of the app changed that its head names', 'app/lab/page.tsx', 'two', [STORY]],
    ['a package changed', 'package-lock.json', '{ }', [STORY, SUITE]],
  ])('runs again when %s', async (_why, path, text, expected) => {
    await prove()
    write(path, text)
    expect(await chosen()).toEqual(expected)
  })

  it('runs with all others when all are asked for', async () => {
    await prove()
    expect((await chooseSlow(root, true)).run).toEqual([STORY, SUITE])
  })

  it('has the same hash in another folder', async () => {
    const { hashes } = await chooseSlow(root, true)
    const first = root
    root = mkdtempSync(join(tmpdir(), 'colloquium-elsewhere-'))
    execFileSync('cp', ['-r', `${first}/.`, root])
    rmSync(first, { recursive: true, force: true })
    expect((await chooseSlow(root, true)).hashes).toEqual(hashes)
  })

  it('that names inputs which do not exist is told so', async () => {
    write(SUITE, '// inputs: lib/gone/**\n')
    await expect(chosen()).rejects.toThrow('lib/long.slow.test.ts names inputs that do not exist: lib/gone/**')
  })

  it('may name inputs on several lines', () => {
    expect(declaredInputs("// inputs: a/** b.ts\n// inputs: c/*\n\nimport 'x'\n")).toEqual(['a/**', 'b.ts', 'c/*'])
  })
})
