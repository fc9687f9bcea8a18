import { callWithJson } from '../forms.ts'
import { sendAll } from '../http.ts'
import { type Kind, type World, fill } from '../input.ts'
import { CODE, FORMULAS } from './texts.ts'

const callOf = (world: World, action: string) => ({
  action: `l/[list]/experiments/new/actions.ts#${action}`,
  path: `/l/${world.list.slug}/experiments/new`,
  as: 'member' as const,
})

const SOURCES: [name: string, write: (length: number) => string][] = [
  ['brackets in brackets', (length) => `export default ${'('.repeat(length / 2)}1${')'.repeat(length / 2)}`],
  ['types in types', (length) => `type A = ${'Array<'.repeat(length / 8)}1${'>'.repeat(length / 8)}\nexport default 1`],
  ['arrows in arrows', (length) => `export default ${fill('(a) => ', length)}1`],
  ['templates in templates', (length) => `export default ${'`${'.repeat(length / 5)}1${'}`'.repeat(length / 5)}`],
  ['a long array', (length) => `export default [${fill('1,', length)}]`],
]

/** A description that is in order but for its explanation. */
const described = (explanation: string) => ({
  title: 'An experiment',
  question: 'Does it hold?',
  paper: { title: 'A paper', arxiv: '2401.00001' },
  parameters: {},
  claims: {},
  figures: {},
  seed: 1,
  budget: { seconds: 5, megabytes: 40 },
  agreement: 0.001,
  explanation,
})

const EXPLAINED = [FORMULAS[0], FORMULAS[1], CODE[0]].filter((text) => text !== undefined)

export const experimentKinds: Kind[] = [
  ...SOURCES.map(([name, write]): Kind => ({
    name: `experiment: ${name}`,
    who: 'member',
    unit: 'characters',
    from: 25_000,
    to: 200_000,
    play: (world, size) =>
      sendAll(world, [
        callWithJson(
          world,
          callOf(world, 'compileDraftAction'),
          JSON.stringify({ list: world.list.slug, source: write(size) }),
        ),
      ]),
  })),
  ...EXPLAINED.map(([name, write]): Kind => ({
    name: `explanation: ${name}`,
    who: 'member',
    unit: 'characters',
    from: 4_000,
    to: 64_000,
    play: (world, size) =>
      sendAll(world, [
        callWithJson(
          world,
          callOf(world, 'renderDraftAction'),
          JSON.stringify({ list: world.list.slug, description: described(write(size)) }),
        ),
      ]),
  })),
]
