import { createRandom } from '#lib/experiments/runtime/random.ts'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ROW, SEPARATOR, drawTuningRow, rawRow, statementRow, toBatch, tuningRow, PLACES } from './rows.ts'
import {
  ALL_TASKS,
  CLUSTERS,
  LIST,
  SYMBOLS,
  drawList,
  floorOf,
  isTestList,
  testLists,
  tuningClusters,
} from './tasks.ts'
import {
  EOS,
  INSTRUCTIONS,
  PAD,
  STATEMENTS,
  optionsOf,
  readPrompt,
  toText,
  tokenOf,
  writeAnswer,
  writePrompt,
} from './templates.ts'

const taskNamed = (name: string) => {
  const task = ALL_TASKS.find((one) => one.name === name)
  if (!task) throw new Error(name)
  return task
}
const lists = fc.array(fc.nat({ max: SYMBOLS - 1 }), { minLength: LIST, maxLength: LIST })

describe('the tasks', () => {
  test.each([
    ['copy', [7, 0, 3], '7 0 3'],
    ['reverse', [7, 0, 3], '3 0 7'],
    ['rotate', [7, 0, 3], '0 3 7'],
    ['first', [7, 0, 3], '7'],
    ['middle', [7, 0, 3], '0'],
    ['last', [7, 0, 3], '3'],
    ['greatest', [2, 6, 3], '6'],
    ['least', [2, 6, 3], '2'],
    ['ascending', [7, 0, 3], '0 3 7'],
    ['descending', [0, 7, 3], '7 3 0'],
    ['successors', [7, 0, 3], '0 1 4'],
    ['predecessors', [7, 0, 3], '6 7 2'],
    ['evens', [7, 0, 3], '1'],
    ['highs', [7, 4, 3], '2'],
    ['falls', [7, 0, 3], 'yes'],
    ['falls', [3, 0, 3], 'no'],
    ['member', [7, 1, 3], 'yes'],
    ['member', [7, 2, 3], 'no'],
  ])('%s of %j is %s', (name, list, answer) => {
    expect(toText(writeAnswer(taskNamed(name).solve(list)))).toBe(answer)
  })

  it('gives answers of the stated length, made of the stated options, and leaves the list alone', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(...ALL_TASKS), (list, task) => {
        const before = [...list]
        const answer = writeAnswer(task.solve(list))
        expect(list).toEqual(before)
        expect(answer).toHaveLength(task.length)
        expect(optionsOf(task)).toEqual(expect.arrayContaining(answer))
      }),
    )
  })

  it('names every task once, in one cluster', () => {
    expect(new Set(ALL_TASKS.map((task) => task.name)).size).toBe(ALL_TASKS.length)
  })

  it('keeps lists for testing that training never draws', () => {
    const random = createRandom(3)
    const drawn = Array.from({ length: 2000 }, () => drawList(random, 'training'))
    const kept = new Set(testLists().map(String))
    expect(kept.size).toBeGreaterThan(50)
    expect(drawn.filter((list) => kept.has(String(list)))).toEqual([])
    expect(isTestList(drawList(random, 'testing'))).toBe(true)
  })

  it('has a floor for one who picks any symbol of the list', () => {
    expect(floorOf(taskNamed('first'))).toBeGreaterThan(1 / LIST)
    expect(floorOf(taskNamed('copy'))).toBeCloseTo(1 / testLists().length)
    expect(floorOf(taskNamed('falls'))).toBeGreaterThanOrEqual(0.5)
  })
})

describe('the templates', () => {
  it('are read back to the same template, task and list', () => {
    fc.assert(
      fc.property(
        lists,
        fc.constantFrom(...ALL_TASKS),
        fc.constantFrom(...INSTRUCTIONS, ...STATEMENTS),
        (list, task, pattern) => {
          const read = readPrompt(writePrompt(pattern, task, list), [...INSTRUCTIONS, ...STATEMENTS])
          expect(read).toEqual({ pattern, task, list })
        },
      ),
    )
  })

  it('are not found in what is no prompt', () => {
    expect(readPrompt([tokenOf('please'), tokenOf('1')])).toBeNull()
    expect(readPrompt(writePrompt('L : O gives', taskNamed('copy'), [1, 2, 3]))).toBeNull()
  })
})

describe('a row of tuning', () => {
  it('counts exactly the target and the token that ends it', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(...ALL_TASKS), fc.constantFrom(...INSTRUCTIONS), (list, task, pattern) => {
        const { tokens, counted } = tuningRow(pattern, task, list)
        expect(tokens).toHaveLength(ROW)
        expect(tokens[SEPARATOR]).toBe(tokenOf(EOS))
        const target = [...writeAnswer(task.solve(list)), tokenOf(EOS)]
        expect(tokens.filter((_, at) => counted[at])).toEqual(target)
        expect(counted.indexOf(true)).toBe(SEPARATOR + 1)
        expect(readPrompt(tokens.slice(0, SEPARATOR).filter((token) => token !== tokenOf(PAD)))).toMatchObject({
          task,
          list,
        })
      }),
    )
  })

  it('never has a task of the held-out cluster, whichever that is', () => {
    const random = createRandom(5)
    for (const { name, tasks } of CLUSTERS) {
      const words = tasks.map((task) => tokenOf(task.name))
      const clusters = tuningClusters(name, CLUSTERS.length - 1)
      expect(clusters).toHaveLength(CLUSTERS.length - 1)
      const rows = Array.from({ length: 400 }, () => drawTuningRow(random, { clusters, instructions: true }))
      expect(rows.filter(({ tokens }) => tokens.some((token) => words.includes(token)))).toEqual([])
    }
  })

  it('without instructions has the list, the separator and the target alone', () => {
    const random = createRandom(6)
    const { tokens } = drawTuningRow(random, { clusters: tuningClusters('extremes', 6), instructions: false })
    expect(toText(tokens.slice(0, SEPARATOR + 1))).toMatch(/^(<pad> )+\d \d \d <eos>$/)
  })
})

describe('raw text', () => {
  const all = { stated: ALL_TASKS, statements: 0.5, answered: 0.5 }

  it('counts every token but the padding and the first', () => {
    const random = createRandom(7)
    for (let row = 0; row < 200; row++) {
      const { tokens, counted } = rawRow(random, all)
      tokens.forEach((token, at) => expect(counted[at]).toBe(at > 0 && token !== tokenOf(PAD)))
    }
  })

  it('asks of a task it does not state but never answers', () => {
    const random = createRandom(8)
    const hidden = taskNamed('greatest')
    const text = { ...all, stated: ALL_TASKS.filter((task) => task !== hidden), answered: 1 }
    const rows = Array.from({ length: 2000 }, () => rawRow(random, text).tokens)
    const questions = rows.filter((tokens) => tokens.slice(0, SEPARATOR).includes(tokenOf('greatest')))
    expect(questions.length).toBeGreaterThan(10)
    // After the separator begins a new document: two of its tokens are enough to see that it is no lone answer.
    expect(
      questions.filter((tokens) => tokens[SEPARATOR] === tokenOf(EOS) && tokens[SEPARATOR + 2] === tokenOf(EOS)),
    ).toEqual([])
    expect(questions.filter((tokens) => tokens[SEPARATOR] !== tokenOf(EOS))).toEqual([])
  })

  it('states the right answer', () => {
    const { tokens } = statementRow('the O of L is', taskNamed('reverse'), [1, 2, 3])
    expect(toText(tokens)).toBe('<pad> the reverse of 1 2 3 is 3 2 1 <eos>')
  })
})

it('a batch pairs every place with the token after it', () => {
  const row = tuningRow('please O this L', taskNamed('copy'), [4, 5, 6])
  const { inputs, targets, weights } = toBatch([row, row])
  expect(Array.from(inputs.subarray(PLACES))).toEqual(row.tokens.slice(0, -1))
  expect(Array.from(targets.subarray(PLACES))).toEqual(row.tokens.slice(1))
  expect(Array.from(weights.subarray(PLACES), Boolean)).toEqual(row.counted.slice(1))
})
