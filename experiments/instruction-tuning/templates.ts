import { ALL_TASKS, type Answer, LIST, SYMBOLS, type Task } from './tasks.ts'

/**
 * The language. Every task has one word; an instruction template is a pattern of words around the list
 * (`L`) and the task's word (`O`). The paper writes ten templates per dataset by hand; here six serve all.
 */
export const INSTRUCTIONS: readonly string[] = [
  'please O this L',
  'O the list L',
  'given L do O',
  'L now O it',
  'what O has L ?',
  'take L and O',
]
/** How raw text states a fact of a task, without instruction and without separator. */
export const STATEMENTS: readonly string[] = ['L : O gives', 'the O of L is']

/** Ends a document of raw text; in tuning it stands between instruction and target, as the paper's does. */
export const EOS = '<eos>'
export const PAD = '<pad>'

const words = [...INSTRUCTIONS, ...STATEMENTS].flatMap((pattern) => pattern.split(' '))
/** Every token of the language; a token's number is its place here. */
export const VOCABULARY: readonly string[] = [
  ...new Set([
    PAD,
    EOS,
    ...Array.from({ length: SYMBOLS }, (_, symbol) => String(symbol)),
    'no',
    'yes',
    ...ALL_TASKS.map((task) => task.name),
    ...words.filter((word) => word !== 'O' && word !== 'L'),
  ]),
]
const numbers = new Map(VOCABULARY.map((word, at) => [word, at]))

/** @throws RangeError for a word outside the language. */
export function tokenOf(word: string): number {
  const token = numbers.get(word)
  if (token === undefined) throw new RangeError(`“${word}” is no word of the language.`)
  return token
}
export const toText = (tokens: readonly number[]): string => tokens.map((token) => VOCABULARY[token] ?? '?').join(' ')

/** The prompt, without separator. */
export function writePrompt(pattern: string, task: Task, list: readonly number[]): number[] {
  return pattern
    .split(' ')
    .flatMap((word) =>
      word === 'L' ? list.map((symbol) => tokenOf(String(symbol))) : [tokenOf(word === 'O' ? task.name : word)],
    )
}

export function writeAnswer(answer: Answer): number[] {
  if (typeof answer === 'boolean') return [tokenOf(answer ? 'yes' : 'no')]
  return answer.map((symbol) => tokenOf(String(symbol)))
}

/** The tokens that an answer of the task may be made of. */
export function optionsOf(task: Task): number[] {
  if (task.kind === 'yes-no') return [tokenOf('no'), tokenOf('yes')]
  return Array.from({ length: SYMBOLS }, (_, symbol) => tokenOf(String(symbol)))
}

export type Prompt = { pattern: string; task: Task; list: number[] }

/** What a prompt says: the way back from `writePrompt`; null where it is no prompt of these patterns. */
export function readPrompt(tokens: readonly number[], patterns: readonly string[] = INSTRUCTIONS): Prompt | null {
  const found = tokens.map((token) => VOCABULARY[token] ?? '?')
  for (const pattern of patterns) {
    const parts = pattern
      .split(' ')
      .flatMap((word) => (word === 'L' ? Array.from({ length: LIST }, () => 'L') : [word]))
    if (parts.length !== found.length) continue
    const list: number[] = []
    let task: Task | undefined
    const fits = parts.every((part, at) => {
      const word = found[at] as string
      if (part === 'L') return /^\d$/.test(word) && list.push(Number(word)) > 0
      if (part === 'O') return (task = ALL_TASKS.find((one) => one.name === word)) !== undefined
      return part === word
    })
    if (fits && task) return { pattern, task, list }
  }
  return null
}
