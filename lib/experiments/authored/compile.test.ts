import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isAppError } from '#lib/errors.ts'
import { compileExperiment } from './compile.ts'

const head = "import { defineExperiment } from 'colloquium'\n"
const tail = '\nexport default defineExperiment({ title: `One` })\n'

function refusal(source: string) {
  try {
    compileExperiment(source)
  } catch (error) {
    if (isAppError(error)) return { message: error.message, code: error.code, details: error.details }
    throw error
  }
  return null
}

/** Runs the text as the browser does, in this test only. */
const run = async (compiled: string) =>
  ((await import(`data:text/javascript,${encodeURIComponent(compiled)}`)) as { default: { title: string } }).default

describe('the TypeScript of a member', () => {
  it('becomes JavaScript that says what it said', async () => {
    const { compiled, codeVersion } = compileExperiment(`${head}const twice = (x: number): number => 2 * x${tail}`)
    expect(compiled).not.toContain('number')
    expect(await run(compiled)).toEqual({ title: 'One' })
    expect(codeVersion).toBe(createHash('sha256').update(compiled).digest('hex'))
  })

  it('keeps every line and column', () => {
    const source = `import {\n  defineExperiment,\n  type ExperimentContext,\n} from 'colloquium'\nconst a: number = 1; const b = a${tail}`
    const lines = compileExperiment(source).compiled.split('\n')
    expect(lines).toHaveLength(source.split('\n').length)
    expect(lines[4]?.indexOf('const b')).toBe(source.split('\n')[4]?.indexOf('const b'))
  })

  it('may import from the folder’s own module, under another name, and types', async () => {
    const source =
      "import { defineExperiment as define } from '#lib/experiments/runtime/contract.ts'\nimport type { Row } from 'colloquium'\nexport default define({ title: 'Two' })"
    expect(await run(compileExperiment(source).compiled)).toEqual({ title: 'Two' })
  })

  it('may speak of importing in its strings and comments', () => {
    expect(
      refusal(`${head}// import x from 'y'\nconst a = "import z from 'q'"; const b = \`\${a} import('x')\`${tail}`),
    ).toBe(null)
  })
})

describe('a text is refused, with its line and column,', () => {
  it('where it cannot be read', () => {
    expect(refusal(`${head}\nlet x = ;${tail}`)).toEqual({
      code: 'invalid',
      message: 'Line 3, column 9: Expression expected.',
      details: { line: 3, column: 9 },
    })
    expect(refusal(`${head}\t\tlet x = ;${tail}`)?.details).toEqual({ line: 2, column: 11 })
    expect(refusal(`${head}const a = 1 as }${tail}`)?.message).toBe('Line 2, column 16: Unexpected token “}”.')
    expect(refusal(`${head}enum A { B }${tail}`)?.message).toMatch(
      /^Line 2, column 1: TypeScript enum is not supported/,
    )
    expect(refusal(`${head}const a = {`)?.message).toMatch(/^Line 2, column \d+: Unexpected token “<eof>”/)
  })

  it.each([
    ["import fs from 'node:fs'", '“node:fs” cannot be imported'],
    ["import 'https://example.org/x.js'", '“https://example.org/x.js” cannot be imported'],
    ["export * from './other.ts'", '“./other.ts” cannot be imported'],
    ["const x = await import('node:fs')", '“node:fs” cannot be imported'],
    ["const y = 'a'; const x = await import(y)", 'A computed import cannot be imported'],
    ["import { startCompute } from 'colloquium'", 'has no value “startCompute”'],
    ["import * as all from 'colloquium'", 'has no value “*”'],
  ])('where it imports what it may not: %s', (line, reason) => {
    const found = refusal(`${head}${line}${tail}`)
    expect(found?.message).toContain(reason)
    expect(found?.details).toMatchObject({ line: 2 })
  })

  it('where it exports no experiment, and where it is too long', () => {
    expect(refusal('const a = 1\n')?.message).toContain('no “export default')
    expect(refusal(`${head}//${'x'.repeat(200_000)}${tail}`)?.code).toBe('too_large')
  })
})
