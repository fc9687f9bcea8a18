import { describe, expect, it } from 'vitest'
import { LIMITS } from '#lib/experiments/runtime/limits.ts'
import { DESCRIPTION, oneRun } from '#lib/experiments/experiments.fixture.ts'
import { keepRun, readFigures, readMetrics, runInputSchema } from './stored-run.ts'

const code = 'a'.repeat(64)
const kept = (changed: Record<string, unknown>) =>
  keepRun(DESCRIPTION, runInputSchema.parse({ ...oneRun(code), ...changed }))
const verdict = (claim: string, outcome: string, value: unknown) => ({ claim, outcome, value, note: null })

describe('the verdicts of a run that came from a browser', () => {
  it('are judged again from the claims', () => {
    const { verdicts } = kept({ verdicts: [verdict('falls', 'holds', 3), verdict('exact', 'does not hold', 1e-6)] })
    expect(verdicts).toEqual([
      { claim: 'falls', outcome: 'does not hold', value: 3, note: null },
      { claim: 'exact', outcome: 'holds', value: 1e-6, note: null },
    ])
  })

  it('of claims that are not the experiment’s are not kept, and those it did not answer are undecided', () => {
    const { verdicts } = kept({ verdicts: [verdict('made up', 'holds', 1), verdict('falls', 'undecided', 0.2)] })
    expect(verdicts.map(({ claim, outcome }) => [claim, outcome])).toEqual([
      ['falls', 'undecided'],
      ['exact', 'undecided'],
    ])
  })

  it('do not hold where the measured number was none', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, null])
      expect(kept({ verdicts: [verdict('falls', 'holds', value)] }).verdicts[0]).toEqual({
        claim: 'falls',
        outcome: 'does not hold',
        value: null,
        note: 'What was measured is no finite number.',
      })
  })
})

describe('the figures of a run', () => {
  it('are those that the experiment describes, and no others', () => {
    const { figures } = kept({
      figures: {
        loss: { kind: 'lines', series: { train: [[0, 1]], invented: [[0, 1]] } },
        other: { kind: 'table', rows: [] },
      },
    })
    expect(figures).toEqual({
      loss: { kind: 'lines', series: { train: [[0, 1]] } },
      table: { kind: 'table', rows: [] },
    })
  })

  it('keep what is no number as null, and give it back as NaN', () => {
    const { figures, metrics } = kept({
      figures: {
        loss: {
          kind: 'lines',
          series: {
            train: [
              [0, Number.NaN],
              [1, -Infinity],
              [2, 3],
            ],
          },
        },
      },
      metrics: [{ name: 'loss', value: Number.NaN, unit: null }],
    })
    expect(JSON.stringify(figures.loss)).toBe('{"kind":"lines","series":{"train":[[0,null],[1,null],[2,3]]}}')
    expect(readFigures(figures).loss).toEqual({
      kind: 'lines',
      series: {
        train: [
          [0, Number.NaN],
          [1, Number.NaN],
          [2, 3],
        ],
      },
    })
    expect(readMetrics(metrics)[0]?.value).toBeNaN()
  })
})

describe('what is no run of the experiment is refused', () => {
  it.each([
    [{ parameters: { d: 65 } }],
    [{ parameters: { d: 4.5 } }],
    [{ parameters: {} }],
    [{ figures: { loss: { kind: 'table', rows: [] } } }],
  ])('by the experiment: %j', (changed) => {
    expect(() => kept(changed)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it.each([
    ['a seed out of bounds', { seed: 2 ** 31 }],
    ['a code that is no hash', { codeVersion: 'latest' }],
    ['a device of another kind', { device: { kind: 'quantum', label: 'x', fallbackAdapter: false } }],
    [
      'too many points',
      { figures: { loss: { kind: 'lines', series: { train: Array(LIMITS.points + 1).fill([0, 0]) } } } },
    ],
    ['a point of three', { figures: { loss: { kind: 'lines', series: { train: [[0, 0, 0]] } } } }],
    [
      'an image that is not as large as it says',
      { figures: { i: { kind: 'image', width: 9, height: 9, rgba: 'AAAA' } } },
    ],
    ['markup for an image', { figures: { i: { kind: 'image', width: 0, height: 0, rgba: '<svg>' } } }],
    ['a time without an end', { milliseconds: Number.POSITIVE_INFINITY }],
    ['a result that is a text', { figures: 'none' }],
  ])('by its shape: %s', (_what, changed) => {
    expect(runInputSchema.safeParse({ ...oneRun(code), ...changed }).success).toBe(false)
  })

  it('and what it carries besides is left behind', () => {
    const parsed = runInputSchema.parse({ ...oneRun(code), userId: 'somebody', finishedAt: 'now' })
    expect(Object.keys(parsed)).not.toContain('userId')
  })
})

describe('what a browser sends beside the figures', () => {
  it('is no part of a table: only its columns are kept', () => {
    const rows = [{ n: 1, smuggled: 'x'.repeat(500) }]
    expect(kept({ figures: { table: { kind: 'table', rows } } }).figures.table).toEqual({
      kind: 'table',
      rows: [{ n: 1 }],
    })
  })

  it('holds no half characters and no NUL, which the database refuses', () => {
    const note = `${'a'.repeat(999)}😀 and more`
    const label = 'one\0two\ud800'
    const { verdicts } = kept({ verdicts: [{ ...verdict('falls', 'holds', 0.1), note }] })
    expect(verdicts[0]?.note?.isWellFormed()).toBe(true)
    const { device } = runInputSchema.parse({ ...oneRun(code), device: { ...oneRun(code).device, label } })
    expect(device.label).toBe('onetwo\ufffd')
  })

  it('fills no series that only every object knows', () => {
    const loss = DESCRIPTION.figures.loss
    if (loss?.kind !== 'lines') throw new Error('The fixture has lines.')
    const description = { ...DESCRIPTION, figures: { loss: { ...loss, series: { constructor: { label: 'c' } } } } }
    expect(keepRun(description, runInputSchema.parse(oneRun(code))).figures.loss).toEqual({
      kind: 'lines',
      series: { constructor: [] },
    })
  })
})
