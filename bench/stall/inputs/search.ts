import { fill } from '../input.ts'
import { send, sendAll } from '../http.ts'
import type { Kind, World } from '../input.ts'

const q = (world: World, text: string, more = '') => `/s/${world.large.share}?q=${encodeURIComponent(text)}${more}`

const STRINGS: [name: string, write: (length: number) => string][] = [
  ['hyphens', (length) => '-'.repeat(length)],
  ['quotes', (length) => fill('"a" ', length)],
  ['wildcards', (length) => fill('%_\\', length)],
  ['one long word', (length) => 'a'.repeat(length)],
  [
    'many short words',
    (length) => Array.from({ length: Math.floor(length / 3) }, (_, at) => (at % 1296).toString(36)).join(' '),
  ],
  ['operators', (length) => fill('a & !b | <-> ', length)],
  ['brackets', (length) => '('.repeat(length)],
  ['letters with many marks', (length) => fill('a\u0301\u0302\u0303', length)],
]

const stringKinds: Kind[] = STRINGS.map(([name, write]) => ({
  name: `search: ${name}`,
  who: 'link holder',
  unit: 'characters',
  from: 50,
  to: 900,
  play: (world, size) =>
    sendAll(world, [
      { path: q(world, write(size)) },
      { path: `/l/${world.large.slug}?q=${encodeURIComponent(write(size))}`, as: 'member' },
    ]),
}))

const many = <T>(size: number, make: (at: number) => T) => Array.from({ length: size }, (_, at) => make(at))
const SORTS = ['list', 'year', 'title', 'added']

/** Follows "Next page" as somebody would who reads to the end. */
async function pageAfterPage(world: World, pages: number) {
  let path: string | undefined = `/s/${world.large.share}?sort=title`
  let longest = 0
  for (let at = 0; at < pages && path; at++) {
    const answer = await send(world, { path })
    longest = Math.max(longest, answer.ms)
    if (answer.status !== 200) return { isRefused: true, sentence: null, status: answer.status, ms: longest }
    path = /href="([^"]*after=[^"]*)"/.exec(answer.body)?.[1]?.replaceAll('&amp;', '&')
  }
  return { isRefused: false, sentence: null, status: 200, ms: longest }
}

export const searchKinds: Kind[] = [
  ...stringKinds,
  {
    name: 'a search in many ways at once',
    who: 'stranger',
    unit: 'searches',
    from: 4,
    to: 32,
    play: (world, size) =>
      sendAll(
        world,
        many(size, (at) => ({ path: q(world, `model ${at.toString(36)}`, `&sort=${SORTS[at % 4]}`) })),
      ),
  },
  {
    name: 'one page under many addresses',
    who: 'stranger',
    unit: 'addresses',
    from: 8,
    to: 64,
    play: (world, size) =>
      sendAll(
        world,
        many(size, (at) => ({ path: `/s/${world.large.share}?x=${at}&_=${at * 7}` })),
      ),
  },
  {
    name: 'years, venues and orders at once',
    who: 'link holder',
    unit: 'views',
    from: 4,
    to: 32,
    play: (world, size) =>
      sendAll(
        world,
        many(size, (at) => ({ path: `/s/${world.large.share}?year=${1990 + at}&sort=${SORTS[at % 4]}&venue=V${at}` })),
      ),
  },
  {
    name: 'page after page',
    who: 'link holder',
    unit: 'pages',
    from: 8,
    to: 32,
    play: pageAfterPage,
  },
  {
    name: 'pages that are none',
    who: 'link holder',
    unit: 'characters',
    from: 500,
    to: 16_000,
    play: (world, size) =>
      sendAll(world, [
        { path: `/s/${world.large.share}?after=${'eyJ'.repeat(size / 3)}` },
        { path: `/s/${world.large.share}?after=${encodeURIComponent(JSON.stringify(many(size / 8, (at) => at)))}` },
        { path: `/s/${world.large.share}?section=${'a'.repeat(size)}&year=99999` },
      ]),
  },
]
