import { describe, expect, it } from 'vitest'
import { compileExperiment } from './compile.ts'
import { forkText } from './fork-text.ts'

const text = "import { defineExperiment } from 'colloquium'\nexport default defineExperiment({ title: 'One' })\n"
const run = async (source: string) => {
  const url = `data:text/javascript,${encodeURIComponent(compileExperiment(source).compiled)}`
  return ((await import(url)) as { default: unknown }).default
}

describe('the text of a fork', () => {
  it('has the explanation in it, whatever stands in that', async () => {
    const explanation = '# Why\n\n$\\frac{1}{2}$, `code`, ${not} and \\`.\n'
    expect(await run(forkText(text, explanation, false))).toEqual({ title: 'One', explanation })
  })

  it('is the text itself where there is nothing to explain or no place for it', () => {
    expect(forkText(text, null, false)).toBe(text)
    expect(forkText(text, ' \n', false)).toBe(text)
    expect(forkText('export default {}', 'Why', false)).toBe('export default {}')
  })

  it('says of JavaScript that there are no types to check', () => {
    expect(forkText(text, null, true)).toMatch(/^\/\/ @ts-nocheck: /)
  })
})
