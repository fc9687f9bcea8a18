import type { RandomStream } from '#lib/experiments/runtime/random.ts'

/** Symbols are the whole numbers below this one; every input is a list of `LIST` of them. */
export const SYMBOLS = 8
export const LIST = 3

/** What may stand in an answer: the paper's rank classification knows a task's options too. */
export type AnswerKind = 'symbols' | 'yes-no'
export type Answer = readonly number[] | boolean

export type Task = {
  /** Its word in the language: one token. */
  name: string
  kind: AnswerKind
  /** How many tokens its answer has. */
  length: 1 | typeof LIST
  solve(list: readonly number[]): Answer
}
export type Cluster = { name: string; label: string; tasks: readonly Task[] }

const at = (list: readonly number[], index: number): number => {
  const symbol = list[index]
  if (symbol === undefined) throw new RangeError(`A list of ${list.length} has no place ${index}.`)
  return symbol
}
const toList = (name: string, solve: (list: readonly number[]) => number[]): Task => ({
  name,
  kind: 'symbols',
  length: LIST,
  solve,
})
const toSymbol = (name: string, solve: (list: readonly number[]) => number): Task => ({
  name,
  kind: 'symbols',
  length: 1,
  solve: (list) => [solve(list)],
})
const toYesNo = (name: string, solve: (list: readonly number[]) => boolean): Task => ({
  name,
  kind: 'yes-no',
  length: 1,
  solve,
})

/** A cluster holds tasks of one type, as the paper's clusters do (its Figure 3): held out together or not at all. */
export const CLUSTERS: readonly Cluster[] = [
  {
    name: 'rearranging',
    label: 'Rearranging',
    tasks: [
      toList('copy', (list) => [...list]),
      toList('reverse', (list) => [...list].reverse()),
      toList('rotate', (list) => [...list.slice(1), at(list, 0)]),
    ],
  },
  {
    name: 'picking',
    label: 'Picking',
    tasks: [
      toSymbol('first', (list) => at(list, 0)),
      toSymbol('middle', (list) => at(list, 1)),
      toSymbol('last', (list) => at(list, 2)),
    ],
  },
  {
    name: 'extremes',
    label: 'Extremes',
    tasks: [toSymbol('greatest', (list) => Math.max(...list)), toSymbol('least', (list) => Math.min(...list))],
  },
  {
    name: 'sorting',
    label: 'Sorting',
    tasks: [
      toList('ascending', (list) => [...list].sort((a, b) => a - b)),
      toList('descending', (list) => [...list].sort((a, b) => b - a)),
    ],
  },
  {
    name: 'stepping',
    label: 'Stepping',
    tasks: [
      toList('successors', (list) => list.map((symbol) => (symbol + 1) % SYMBOLS)),
      toList('predecessors', (list) => list.map((symbol) => (symbol + SYMBOLS - 1) % SYMBOLS)),
    ],
  },
  {
    name: 'counting',
    label: 'Counting',
    tasks: [
      toSymbol('evens', (list) => list.filter((symbol) => symbol % 2 === 0).length),
      toSymbol('highs', (list) => list.filter((symbol) => symbol >= SYMBOLS / 2).length),
    ],
  },
  {
    name: 'asking',
    label: 'Asking',
    tasks: [
      toYesNo('falls', (list) => at(list, 0) > at(list, 2)),
      toYesNo('member', (list) => list.includes(0) || list.includes(1)),
    ],
  },
]

export const ALL_TASKS: readonly Task[] = CLUSTERS.flatMap((cluster) => cluster.tasks)

/** @throws RangeError where there is no cluster of that name. */
export function clusterNamed(name: string): Cluster {
  const found = CLUSTERS.find((cluster) => cluster.name === name)
  if (!found) throw new RangeError(`There is no cluster “${name}”.`)
  return found
}

/** The clusters to tune on: `count` of those that are not held out, in their order. */
export function tuningClusters(heldOut: string, count: number): readonly Cluster[] {
  return CLUSTERS.filter((cluster) => cluster.name !== clusterNamed(heldOut).name).slice(0, count)
}

/**
 * About one list in eight is kept for testing and stands in no row of training, raw text and tuning alike.
 * A hash of the list's number picks them (murmur3's last mixing), so that they are like the others.
 */
export function isTestList(list: readonly number[]): boolean {
  let mixed = list.reduce((number, symbol) => number * SYMBOLS + symbol, 1)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 29 === 5
}

/** A list for training or for testing, each symbol drawn evenly. */
export function drawList(random: RandomStream, purpose: 'training' | 'testing'): number[] {
  for (;;) {
    const list = Array.from({ length: LIST }, () => random.integer(SYMBOLS))
    if (isTestList(list) === (purpose === 'testing')) return list
  }
}

/** Every list that is kept for testing, in order. */
export function testLists(): number[][] {
  const all = Array.from({ length: SYMBOLS ** LIST }, (_, number) =>
    Array.from({ length: LIST }, (_place, place) => Math.floor(number / SYMBOLS ** place) % SYMBOLS),
  )
  return all.filter(isTestList)
}

/** How often one is right on the test lists without having understood the task. */
export function floorOf(task: Task): number {
  const lists = testLists()
  const share = (right: (list: readonly number[]) => number) =>
    lists.reduce((sum, list) => sum + right(list), 0) / lists.length
  // Always the commonest answer, or any symbol of the list for an answer.
  const answers = lists.map((list) => String(task.solve(list)))
  const constant = Math.max(...answers.map((answer) => share((list) => Number(String(task.solve(list)) === answer))))
  if (task.kind === 'yes-no' || task.length > 1) return constant
  const anyItem = share((list) => {
    const [answer] = task.solve(list) as readonly number[]
    return list.filter((symbol) => symbol === answer).length / LIST
  })
  return Math.max(constant, anyItem)
}
