import { describe, expect, it } from 'vitest'
import type { ExperimentContext } from './contract.ts'
import { RunCancelled } from './run.ts'
import { runInNode } from './run-in-node.ts'
import { tiny } from './tiny.fixture.ts'

const running = (run: (context: ExperimentContext<{ steps: number }>) => Promise<void> | void) =>
  runInNode({ ...tiny, run: async (context) => run(context) })

describe('a run', () => {
  it('computes, draws and answers its claims; one that it never measured is undecided', async () => {
    const { verdicts, metrics, events } = await runInNode(tiny)
    expect(verdicts).toMatchObject([
      { claim: 'doubles', outcome: 'holds', value: 16 },
      { claim: 'unasked', outcome: 'undecided', value: null },
    ])
    expect(metrics).toEqual([{ name: 'last', value: 16, unit: 'units' }])
    expect(events.filter((event) => event.type === 'point').map(({ y }) => y)).toEqual([2, 4, 8, 16])
    expect(events.filter((event) => event.type === 'progress').at(-1)).toMatchObject({ fraction: 1, doing: '2^4' })
  })

  it('takes parameters and seed from whoever starts it', async () => {
    const { verdicts } = await runInNode(tiny, { parameters: { steps: 3 } })
    expect(verdicts[0]).toMatchObject({ outcome: 'does not hold', value: 8 })
    const drawn = async (seed: number) => {
      let value = 0
      await runInNode({ ...tiny, run: async ({ random }) => void (value = random.uniform()) }, { seed })
      return value
    }
    expect(await drawn(1)).toBe(await drawn(1))
    expect(await drawn(2)).not.toBe(await drawn(1))
  })

  it('stops at its next tick once it is cancelled', async () => {
    const controller = new AbortController()
    let steps = 0
    const endless = async ({ tick }: { tick(): Promise<void> }) => {
      for (;;) {
        if (++steps === 3) controller.abort()
        await tick()
      }
    }
    await expect(runInNode({ ...tiny, run: endless }, { signal: controller.signal })).rejects.toThrow(RunCancelled)
    expect(steps).toBe(3)
  })

  it('names the figures, series and claims that there are where it is given another', async () => {
    await expect(running(({ point }) => point('power', 'value', 1, 1))).rejects.toThrow(
      /no figure “power”: it has powers/,
    )
    await expect(running(({ point }) => point('powers', 'values', 1, 1))).rejects.toThrow(/no series “values”.*value/)
    await expect(running(({ row }) => row('powers', {}))).rejects.toThrow(/is of kind lines, not table/)
    await expect(running(({ measure }) => measure('toString', 1))).rejects.toThrow(/no claim “toString”/)
  })

  it('says nothing that JSON could not keep', async () => {
    const { events, metrics, verdicts } = await running((context) => {
      context.point('powers', 'value', 1, NaN)
      context.metric('loss', Infinity)
      context.row('table', { n: NaN, m: undefined as never })
      context.measure('doubles', NaN)
    })
    expect(metrics).toEqual([])
    expect(verdicts[0]).toMatchObject({ outcome: 'does not hold', value: null })
    expect(events.map(({ type }) => type)).toEqual(['row', 'verdict'])
    expect(JSON.parse(JSON.stringify(events))).toEqual(events)
    expect(events[0]).toMatchObject({ row: { n: 'NaN' } })
  })
})
