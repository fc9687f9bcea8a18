import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { inlineContract, versionOf } from './authored-code.ts'
import { inlineMap, mapPlace, readMap } from './source-lines.ts'

const SOURCE = `import { defineExperiment } from '#lib/experiments/runtime/contract.ts'
type Gone = {
  inThe: 'compiled text'
}

export default defineExperiment({
  async run(): Promise<void> {
    const value: Gone | null = null
    throw new Error('here')
  },
})
`

describe('the line that an author reads', () => {
  it('is the one in the TypeScript, by the map that the compiled text carries', async () => {
    const { code } = await transform(SOURCE, { loader: 'ts', sourcemap: 'inline', sourcefile: 'experiment.ts' })
    const lines = code.split('\n')
    const line = lines.findIndex((text) => text.includes('throw')) + 1
    expect(line).not.toBe(9)
    const map = inlineMap(code)
    const column = (lines[line - 1] ?? '').indexOf('new Error') + 1
    expect(map && mapPlace(map, { line, column })).toEqual({ source: 'experiment.ts', line: 9 })
  })

  it('is not invented where there is no map', () => {
    expect(inlineMap('throw 1')).toBeNull()
    expect(readMap('<html>')).toBeNull()
    expect(readMap('{"sources":[],"mappings":""}')).toEqual({ sources: [], mappings: '' })
    expect(mapPlace({ sources: ['a.ts'], mappings: 'AAAA' }, { line: 9, column: 1 })).toBeNull()
  })
})

describe('code as an author wrote it', () => {
  it('needs no import to run, and keeps every line where it was', () => {
    for (const name of ['colloquium', '#lib/experiments/runtime/contract.ts', '#lib/gpu/contract.ts']) {
      const code = inlineContract(`import {\n  defineExperiment,\n} from '${name}'\nexport default 1\n`)
      expect(code).not.toContain('import')
      expect(code.split('\n')[3]).toBe('export default 1')
      expect(code).toContain('const defineExperiment =')
    }
    expect(inlineContract("import x from 'elsewhere'")).toBe("import x from 'elsewhere'")
  })

  it('has a version that is its sha256', () => {
    expect(versionOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
