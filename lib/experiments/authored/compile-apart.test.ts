import { afterAll, describe, expect, it } from 'vitest'
import { closeWorkPool } from '#lib/work/pool.ts'
import { compileApart } from './compile-apart.ts'
import { compileExperiment } from './compile.ts'

const good =
  "import { defineExperiment } from 'colloquium'\nexport default defineExperiment({ title: 'One' as string })\n"
const end = '\nexport default 1\n'

afterAll(closeWorkPool)

// The worker pool's threads start with the first text.
describe('a text from people', { timeout: 60_000 }, () => {
  it('compiles to what it compiles to everywhere', async () => {
    expect(await compileApart(good)).toEqual(compileExperiment(good))
  })

  it('is told its mistake, line and column', async () => {
    await expect(compileApart(`let a\nlet a: = 1${end}`)).rejects.toMatchObject({
      code: 'invalid',
      details: { line: 2 },
      fields: { source: expect.stringContaining('Line 2') as string },
    })
    await expect(compileApart('x'.repeat(200_001))).rejects.toMatchObject({ code: 'too_large' })
  })

  it('that breaks the compiler breaks it for no other', async () => {
    const deep = `x = ${'('.repeat(5000)}1${')'.repeat(5000)}${end}`
    const [broken, other] = await Promise.allSettled([compileApart(deep), compileApart(good)])
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } })
    expect(other).toMatchObject({ status: 'fulfilled' })
  })

  it('that would keep the compiler busy for ever is given up, and the server answers meanwhile', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 20)
    await expect(compileApart(`x=${'a?(b):c=>'.repeat(40)}1${end}`)).rejects.toMatchObject({ code: 'invalid' })
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(1)
    expect(await compileApart(good)).toEqual(compileExperiment(good))
  })
})
