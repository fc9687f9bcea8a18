import { titleSort } from '#lib/papers/fields/title.ts'
import { ANGLES, AREAS, FACETS, FAMILIES, METHODS, QUALITIES, SUBJECTS, TASKS, VENUES, VERBS } from './large-words.ts'

/** The rows of the large list, made from a seeded generator: the same every time, on every machine. Pure. */

export type LargeSection = { id: string; parentId: string | null; title: string; position: number }

export type LargePaper = {
  id: string
  title: string
  titleSort: string
  authors: { family: string; given: string; afterGap?: boolean }[]
  authorsTruncated: boolean
  authorsText: string
  venue: string | null
  year: number | null
  createdAt: string
  arxiv: string | null
  links: { kind: string; url: string }[]
  sectionIds: string[]
  note: string | null
}

type Random = () => number

/** mulberry32: small, fast, the same everywhere. */
export function seededRandom(seed: string): Random {
  let state = [...seed].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 0x01000193), 0x811c9dc5)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'
const makeId = (random: Random) => Array.from({ length: 12 }, () => ALPHABET[Math.floor(random() * 64)]).join('')

function pick<T>(random: Random, from: readonly T[]): T {
  const item = from[Math.floor(random() * from.length)]
  if (item === undefined) throw new Error('Nothing to pick from.')
  return item
}

/** 12 areas, 4 parts each, 3 sections each: 204 sections, three deep. */
export function makeSections(random: Random): LargeSection[] {
  const below = (parentId: string | null, titles: readonly string[]) =>
    titles.map((title, position) => ({ id: makeId(random), parentId, title, position }))
  return below(null, AREAS).flatMap((area) => [
    area,
    ...below(area.id, FACETS).flatMap((part) => [
      part,
      ...below(
        part.id,
        ANGLES.map((angle) => `${angle}: ${area.title}`),
      ),
    ]),
  ])
}

function makeTitle(random: Random): string {
  const [method, task, quality, subject, verb] = [METHODS, TASKS, QUALITIES, SUBJECTS, VERBS].map((words) =>
    pick(random, words),
  )
  switch (Math.floor(random() * 7)) {
    case 0:
      return `${quality} ${method} for ${task}`
    case 1:
      return `${verb} ${method} in ${subject}`
    case 2:
      return `${subject} are ${quality} Learners: ${method} for ${task}`
    case 3:
      return `On the Limits of ${method}: ${quality} ${task} with ${subject}`
    case 4:
      return `${quality} ${subject} via ${method}`
    case 5:
      return `Convergence of ${method} in $O(\\log n)$ Steps for ${quality} ${task}`
    default:
      return `${verb} ${task}: a ${quality} Approach with ${method} and ${pick(random, METHODS)}`
  }
}

function makeAuthors(random: Random) {
  const truncated = random() < 0.3
  const count = truncated ? 7 : 1 + Math.floor(random() * 6)
  const names = Array.from({ length: count }, () => ({
    family: pick(random, FAMILIES),
    given: `${pick(random, [...'ABCDEFGHJKLMNPRSTWXYZ'])}.`,
  }))
  const authors = names.map((name, index) => (truncated && index === count - 1 ? { ...name, afterGap: true } : name))
  return {
    authors,
    authorsTruncated: truncated,
    authorsText: authors.map(({ family, given }) => `${family}, ${given}`).join('; '),
  }
}

function makeNote(random: Random, title: string): string {
  const [method, subject] = [pick(random, METHODS), pick(random, SUBJECTS)]
  return [
    `- They show that ${method.toLowerCase()} changes what ${subject.toLowerCase()} learn; see also *${title}*.`,
    '- The update is $$\\Delta W = \\frac{(W \\Delta A)A(x)^T}{\\|A(x)\\|^2}$$ with $x$ the query token.',
    `- Open question: does it hold at ${10 ** (7 + Math.floor(random() * 5))} parameters?`,
  ].join('\n')
}

/** `count` papers, spread over the sections unevenly, one in a hundred in two of them; every tenth section stays empty. */
export function* makePapers(random: Random, count: number, sections: readonly LargeSection[]): Generator<LargePaper> {
  const filled = sections.filter((_, index) => index % 10 !== 3)
  const perMonth = new Map<string, number>()
  const start = Date.UTC(2026, 0, 1)
  for (let index = 0; index < count; index++) {
    const title = makeTitle(random)
    const year = random() < 0.02 ? null : 2026 - Math.floor(random() ** 2 * 16)
    const month = `${String((year ?? 2020) % 100).padStart(2, '0')}${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`
    const number = (perMonth.get(month) ?? 0) + 1
    perMonth.set(month, number)
    const arxiv = random() < 0.8 ? `${month}.${String(number).padStart(5, '0')}` : null
    const links = [
      { kind: 'paper', url: arxiv ? `https://arxiv.org/abs/${arxiv}` : `https://example.org/papers/${index}` },
    ]
    if (arxiv && random() < 0.4) links.push({ kind: 'pdf', url: `https://arxiv.org/pdf/${arxiv}` })
    if (random() < 0.35) links.push({ kind: 'code', url: `https://github.com/example/paper-${index}` })
    const sectionIds = [pick(random, filled.slice(0, 1 + Math.floor(random() ** 0.7 * filled.length))).id]
    if (random() < 0.01) sectionIds.push(pick(random, filled).id)
    yield {
      id: makeId(random),
      title,
      titleSort: titleSort(title),
      ...makeAuthors(random),
      venue: random() < 0.03 ? null : pick(random, VENUES.slice(0, 1 + Math.floor(random() * VENUES.length))),
      year,
      createdAt: new Date(start + Math.floor(index / 3) * 60_000).toISOString(),
      arxiv,
      links,
      sectionIds: [...new Set(sectionIds)],
      note: random() < 0.05 ? makeNote(random, title) : null,
    }
  }
}
