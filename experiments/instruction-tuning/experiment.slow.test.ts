import { computeInNode, runInNode } from '#lib/experiments/runtime/run-in-node.ts'
import { figuresOf } from '#lib/experiments/runtime/result.ts'
import { describe, expect, it } from 'vitest'
import { weigh } from './deciding.ts'
import definition from './experiment.ts'
import { type SizeResult, conclude } from './reporting.ts'
import { type Scores, scoreAnswer, testExamples } from './scoring.ts'
import { SEPARATOR } from './rows.ts'
import { CLUSTERS, clusterNamed, isTestList, testLists, tuningClusters } from './tasks.ts'
import { INSTRUCTIONS, STATEMENTS, VOCABULARY, readPrompt, tokenOf } from './templates.ts'

describe('the rule of deciding', () => {
  it('decides what exceeds both spread and resolution', () => {
    expect(weigh([0.3, 0.25, 0.35], 128)).toMatchObject({ decided: true, mean: expect.closeTo(0.3, 9) as number })
    expect(weigh([-0.3, -0.25, -0.35], 128).decided).toBe(true)
  })

  it('leaves undecided what seeds disagree on, what is within the resolution of the test, and a single seed', () => {
    expect(weigh([0.5, -0.3, 0.2], 128).decided).toBe(false)
    expect(weigh([0.05, 0.05, 0.05], 128).decided).toBe(false)
    expect(weigh([0.9], 128).decided).toBe(false)
  })
})

describe('scoring', () => {
  const example = testExamples('instruction').find(({ task }) => task.name === 'reverse')
  if (!example) throw new Error('No test of “reverse”.')
  const logitsFor = (answer: readonly number[]) => {
    const logits = new Float32Array((SEPARATOR + 5) * VOCABULARY.length)
    answer.forEach((token, at) => (logits[(SEPARATOR + at) * VOCABULARY.length + token] = 5))
    return logits
  }

  it('takes an answer whose every token is the likeliest, and none with one token wrong or tied', () => {
    expect(scoreAnswer(logitsFor(example.answer), example).right).toBe(true)
    const [first, ...others] = example.answer as [number, number, number]
    expect(
      scoreAnswer(logitsFor([first === tokenOf('0') ? tokenOf('1') : tokenOf('0'), ...others]), example).right,
    ).toBe(false)
    expect(scoreAnswer(new Float32Array((SEPARATOR + 5) * VOCABULARY.length), example).right).toBe(false)
  })

  it('asks about test lists only, every task on each, in both ways', () => {
    for (const [asking, patterns] of [
      ['instruction', INSTRUCTIONS],
      ['statement', STATEMENTS],
    ] as const) {
      const examples = testExamples(asking)
      expect(examples).toHaveLength(testLists().length * CLUSTERS.flatMap(({ tasks }) => tasks).length)
      for (const { tokens, task, answer } of examples) {
        const end = asking === 'instruction' ? SEPARATOR : SEPARATOR + 1
        const read = readPrompt(
          tokens.slice(0, end).filter((token) => token !== tokenOf('<pad>')),
          patterns,
        )
        expect(read?.task).toBe(task)
        expect(isTestList(read?.list ?? [])).toBe(true)
        expect(tokens.slice(SEPARATOR + 1, SEPARATOR + 1 + answer.length)).toEqual(answer)
      }
    }
  })
})

describe('the verdicts', () => {
  const heldOut = clusterNamed('extremes')
  const tuning = { clusters: tuningClusters('extremes', 6), instructions: true }
  const scores = (share: number): Scores =>
    Object.fromEntries(CLUSTERS.map(({ name }) => [name, { exact: share, logLikelihood: -1 }]))
  const size = (
    name: 'smallest' | 'largest',
    shares: { untuned: number; stated: number; tuned: number },
  ): SizeResult => ({
    size: name,
    width: 8,
    weights: 100,
    arms: [0, 0.01, -0.01].map((noise) => ({
      untuned: scores(shares.untuned),
      stated: scores(shares.stated),
      tuned: scores(shares.tuned + noise),
      ablations: [],
    })),
  })
  const answersTo = (small: SizeResult, large: SizeResult) => {
    const answers: Record<string, string> = {}
    conclude(
      {
        point: () => {},
        row: () => {},
        metric: () => {},
        measure: (claim, value) => (answers[claim] = value > 0 ? 'above' : 'below'),
        undecided: (claim) => (answers[claim] = 'undecided'),
      },
      [small, large],
      { heldOut, tuning, fewer: 2 },
    )
    return answers
  }

  it('hold the tuned model against the untuned one at its best as well', () => {
    const large = size('largest', { untuned: 0.5, stated: 0.95, tuned: 0.8 })
    expect(answersTo(large, large)).toMatchObject({ beatsUntuned: 'above', beatsUntunedAtItsBest: 'below' })
  })

  it('see a small model lose only if it had something to lose', () => {
    const large = size('largest', { untuned: 0.5, stated: 0.5, tuned: 0.8 })
    const loses = size('smallest', { untuned: 0.6, stated: 0.8, tuned: 0.5 })
    const floored = size('smallest', { untuned: 0.2, stated: 0.3, tuned: 0.1 })
    expect(answersTo(loses, large).smallestLoses).toBe('below')
    expect(answersTo(floored, large).smallestLoses).toBe('undecided')
  })

  it('leave the ablations undecided where there were none', () => {
    const any = size('largest', { untuned: 0.5, stated: 0.5, tuned: 0.8 })
    expect(answersTo(any, any)).toMatchObject({ moreClusters: 'undecided', instructionsMatter: 'undecided' })
  })
})

describe('a quick run', () => {
  it('draws every figure, keeps the mask exact, and decides nothing from one seed', { timeout: 60_000 }, async () => {
    await computeInNode()
    const run = await runInNode(definition, { parameters: { ...definition.quick } })
    const figures = figuresOf(definition, run.events)
    const outcomes = Object.fromEntries(run.verdicts.map(({ claim, outcome }) => [claim, outcome]))
    expect(outcomes).toMatchObject({ maskIsExact: 'holds', beatsUntuned: 'undecided', smallestLoses: 'undecided' })
    expect(figures.loss).toMatchObject({ kind: 'lines' })
    if (figures.loss?.kind === 'lines')
      for (const points of Object.values(figures.loss.series)) expect(points.length).toBeGreaterThan(0)
    if (figures.heldOut?.kind === 'lines') expect(figures.heldOut.series.tunedSeeds).toHaveLength(3)
    if (figures.clusters?.kind === 'table')
      expect(figures.clusters.rows.filter(({ role }) => role === 'held out')).toHaveLength(1)
    const fractions = run.events.flatMap((event) => (event.type === 'progress' ? [event.fraction ?? 0] : []))
    expect(fractions.at(-1)).toBeCloseTo(1, 6)
    expect(fractions.every((fraction, at) => at === 0 || fraction >= (fractions[at - 1] as number))).toBe(true)
  })

  it('comes out the same a second time', { timeout: 60_000 }, async () => {
    const parameters = { ...definition.quick, rawSteps: 10, tuningSteps: 10 }
    const [one, two] = [await runInNode(definition, { parameters }), await runInNode(definition, { parameters })]
    expect(two.metrics).toEqual(one.metrics)
    expect(two.verdicts).toEqual(one.verdicts)
  })

  it('stops at once when it is cancelled', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(runInNode(definition, { parameters: { ...definition.quick }, signal: stop.signal })).rejects.toThrow(
      'cancelled',
    )
  })
})
