import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LabManifest } from '#lib/experiments/runtime/lab.ts'
import { buildExperiments } from './build-experiments.ts'
import { createExperimentFolder } from './new-experiment.ts'

const ROOT = join(import.meta.dirname, '..')
let dir: string
const manifest = () => JSON.parse(readFileSync(join(dir, 'public/lab/manifest.json'), 'utf8')) as LabManifest
const built = (url: string) => readFileSync(join(dir, 'public', url), 'utf8')
const file = (name: string) => join(dir, 'experiments/trial', name)

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'colloquium-lab-'))
  cpSync(join(ROOT, 'lib/experiments/runtime'), join(dir, 'lib/experiments/runtime'), { recursive: true })
  cpSync(join(ROOT, 'package.json'), join(dir, 'package.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'))
  mkdirSync(join(dir, 'public'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the lab', () => {
  it('is built without any experiment: a library, and a frame whose name is the hash of its script', async () => {
    expect(await buildExperiments(dir)).toBe(true)
    const { compute, frame, experiments } = manifest()
    expect(experiments).toEqual([])
    expect(Buffer.byteLength(built(compute.url))).toBe(compute.bytes)
    const page = built(frame.url)
    const script = /<script>(.*)<\/script>$/s.exec(page)?.[1] ?? ''
    expect(frame.url).toBe(`/lab/frame.${createHash('sha256').update(script).digest('hex')}.html`)
    expect(page.match(/<script/g)).toHaveLength(1)
  })

  it('has an experiment once its folder is there, with what it says and nothing left to import', async () => {
    createExperimentFolder(dir, 'trial')
    expect(await buildExperiments(dir)).toBe(true)
    const [entry] = manifest().experiments
    expect(entry).toMatchObject({ slug: 'trial', result: null })
    expect(entry?.description.claims.variance?.source).toBe('Theorem 1')
    expect(entry?.explanation).toContain('operatorname{Var}')
    expect(entry?.source).toBe(readFileSync(file('experiment.ts'), 'utf8'))
    const code = built(entry?.url ?? '')
    expect(code).not.toMatch(/^\s*import\b/m)
    expect(entry?.codeVersion).toBe(createHash('sha256').update(code).digest('hex'))
    expect(entry?.bytes).toBe(code.length)
  })

  it('is left as it is while nothing changes, and built again for a change but not for a test', async () => {
    expect(await buildExperiments(dir)).toBe(false)
    writeFileSync(file('more.test.ts'), 'a test')
    expect(await buildExperiments(dir)).toBe(false)
    const before = manifest().experiments[0]?.codeVersion
    const source = readFileSync(file('experiment.ts'), 'utf8')
    writeFileSync(file('experiment.ts'), source.replace('The mean of many draws', 'Another title'))
    expect(await buildExperiments(dir)).toBe(true)
    expect(manifest().experiments[0]?.description.title).toBe('Another title')
    expect(manifest().experiments[0]?.codeVersion).not.toBe(before)
  })

  it('refuses an import from elsewhere and a description that is not in order, and keeps the others', async () => {
    createExperimentFolder(dir, 'greedy')
    const greedy = join(dir, 'experiments/greedy/experiment.ts')
    const source = readFileSync(greedy, 'utf8')
    writeFileSync(greedy, `import { readFileSync } from 'node:fs'\n${source}\nreadFileSync('x')`)
    await expect(buildExperiments(dir)).rejects.toThrow(/experiments\/greedy: .*not 'node:fs'/s)
    expect(manifest().experiments.map(({ slug }) => slug)).toEqual(['trial'])
    writeFileSync(greedy, source.replace('default: 64', 'default: 0'))
    await expect(buildExperiments(dir)).rejects.toThrow(/greedy: .*at parameters.draws/)
    writeFileSync(greedy, source)
    expect(await buildExperiments(dir)).toBe(true)
    expect(manifest().experiments.map(({ slug }) => slug)).toEqual(['greedy', 'trial'])
  })

  it('gives a new experiment a name of its own that addresses can carry', () => {
    for (const slug of ['', 'Trial', '../evil', 'a--b', 'trial-'])
      expect(() => createExperimentFolder(dir, slug)).toThrow(/A slug is/)
    expect(() => createExperimentFolder(dir, 'trial')).toThrow(/is there already/)
  })
})
