import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newExperiment } from '#components/experiments/editor/template.ts'
import { createTypeService } from '#components/experiments/editor/types/type-service.ts'
import { compileExperiment } from '#lib/experiments/authored/compile.ts'
import { describe as describeDefinition } from '#lib/experiments/runtime/describe.ts'
import { readDescription } from '#lib/experiments/runtime/description.ts'
import type { ExperimentDefinition } from '#lib/experiments/runtime/contract.ts'
import { runInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { readTypeFiles } from './editor-type-files.ts'

const service = createTypeService(readTypeFiles(join(import.meta.dirname, '..')))
const template = newExperiment({ title: "Nesterov's \\ lectures", arxiv: '2507.16003', doi: null })
const labels = (text: string, at: number) => service.complete(text, at, false)?.options.map(({ label }) => label) ?? []
/** The template with another text in one place, and where that ends. */
function typed(instead: string, after = 'const np = jax.numpy\n') {
  const at = template.indexOf(after) + after.length
  return { text: `${template.slice(0, at)}${instead}${template.slice(at)}`, at: at + instead.length }
}

describe('the types of an experiment in the editor', () => {
  it('find nothing wrong in the text that a new one begins with', () => {
    expect(service.check(template)).toEqual([])
  })

  it('find a wrong use of the contract, where it is', () => {
    const { text, at } = typed("context.measure('rate', 'fast')\n")
    const [problem, ...others] = service.check(text)
    expect(others).toEqual([])
    expect(problem?.message).toContain("'string' is not assignable to parameter of type 'number'")
    expect(text.slice(problem?.from, problem?.to)).toBe("'fast'")
    expect(problem?.to).toBeLessThan(at)
  })

  it('know the parameters by their names', () => {
    expect(service.check(typed('parameters.depth\n').text)[0]?.message).toContain("'depth' does not exist")
    expect(service.check(typed('parameters.kappa.toFixed(2)\n').text)).toEqual([])
  })

  it('complete the compute library, the context and the contract', () => {
    const numpy = typed('context.jax.numpy.')
    expect(labels(numpy.text, numpy.at)).toContain('matmul')
    const context = typed('context.')
    expect(labels(context.text, context.at)).toEqual(expect.arrayContaining(['tick', 'point', 'measure', 'random']))
    const begun = typed('np.matm')
    expect(service.complete(begun.text, begun.at, false)?.from).toBe(begun.at - 'matm'.length)
  })

  it('say what a name is, and what stands about it in the contract', () => {
    const at = template.indexOf('context.tick(') + 'context.t'.length
    expect(service.hover(template, at)?.explanation).toContain('Call it in every step of a loop')
    const { text, at: end } = typed('context.')
    expect(service.explain(text, end, 'tick')?.signature).toContain('Promise<void>')
  })

  it('know no page, and no package but the contract', () => {
    expect(service.check(typed('document.title\n').text)[0]?.message).toContain("Cannot find name 'document'")
    expect(service.check(`import * as jax from '@jax-js/jax'\n${template}`)[0]?.message).toContain('Cannot find module')
    expect(service.check(template.replace("'colloquium'", "'#lib/experiments/runtime/contract.ts'"))).toEqual([])
  })

  it('leave a text alone that says of itself that it has no types', () => {
    expect(service.check(`// @ts-nocheck: compiled\n${typed('parameters.depth\n').text}`)).toEqual([])
  })

  it('refuse what the server would: TypeScript that has to be compiled', () => {
    expect(service.check(`enum A { B }\n${template}`).length).toBeGreaterThan(0)
  })
})

describe('the text that a new experiment begins with', () => {
  it('is compiled, describes itself and finds its claim to hold', async () => {
    const { compiled } = compileExperiment(template)
    const url = `data:text/javascript,${encodeURIComponent(compiled)}`
    const definition = ((await import(url)) as { default: ExperimentDefinition }).default
    const description = readDescription(describeDefinition(definition))
    expect(description.paper).toEqual({ title: "Nesterov's \\ lectures", arxiv: '2507.16003' })
    expect(description.explanation).toContain('\\tfrac{1}{2}')
    const { verdicts, events } = await runInNode(definition)
    expect(verdicts).toMatchObject([{ claim: 'rate', outcome: 'holds' }])
    expect(verdicts[0]?.value).toBeGreaterThan(0.9)
    expect(events.filter(({ type }) => type === 'point')).toHaveLength(202)
  })

  it('sees its claim fail where the step is too long', async () => {
    const { compiled } = compileExperiment(
      template.replace('const rate = 2 / (1 + kappa)', 'const rate = 2.05 / (1 + kappa)'),
    )
    const url = `data:text/javascript,${encodeURIComponent(compiled)}`
    const { verdicts } = await runInNode(((await import(url)) as { default: ExperimentDefinition }).default)
    expect(verdicts).toMatchObject([{ outcome: 'does not hold' }])
  })
})
