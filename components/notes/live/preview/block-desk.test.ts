import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'
import { applyChange } from './block-changes.ts'
import { BlockDesk } from './block-desk.ts'
import type { Lookups } from './messages.ts'

let answers: number
let drawn: readonly RenderedBlock[]
let lines: number
let desk: BlockDesk

const html = () => drawn.map((block) => block.html).join('\n')
const lookups = (found: Partial<Lookups> = {}): Lookups => ({
  base: '/l/list',
  images: [],
  citations: new Map(),
  experiments: new Map(),
  ...found,
})

beforeEach(() => {
  vi.useFakeTimers()
  answers = 0
  drawn = []
  desk = new BlockDesk((answer) => {
    answers += 1
    drawn = applyChange(drawn, answer)
    lines = answer.lines
  })
  desk.take({ kind: 'start', macros: { '\\half': '\\frac12' } })
  desk.take({ kind: 'lookups', lookups: lookups() })
})
afterEach(() => vi.useRealTimers())

it('edits that come at once are rendered together, in their order', () => {
  desk.take({ kind: 'text', text: 'One\n\nTwo' })
  desk.take({ kind: 'edit', delta: [{ retain: 3 }, { insert: ' and' }] })
  desk.take({ kind: 'edit', delta: [{ retain: 7 }, { insert: ' a half\n' }] })
  vi.runAllTimers()
  expect(answers).toBe(1)
  expect(html()).toBe('<p>One and a half</p>\n<p>Two</p>')
  expect(lines).toBe(4)
  desk.take({ kind: 'edit', delta: [{ delete: 3 }, { insert: 'Three' }] })
  vi.runAllTimers()
  expect(answers).toBe(2)
  expect(html()).toBe('<p>Three and a half</p>\n<p>Two</p>')
})

it('nothing is told before there is a text, and an empty one is told too', () => {
  vi.runAllTimers()
  expect(answers).toBe(0)
  desk.take({ kind: 'text', text: '' })
  vi.runAllTimers()
  expect([answers, drawn, lines]).toEqual([1, [], 1])
})

it("the list's macros hold, and what is found later takes its place in the text", () => {
  const text = 'A $\\half$.\n\nSee [@arxiv:1706.03762].\n\n::experiment{icl d=4}\n\n![A figure](assets/a.png)'
  desk.take({ kind: 'text', text })
  vi.runAllTimers()
  expect(html()).toContain('mfrac')
  expect(html()).toContain('[@arxiv:1706.03762]')
  expect(html()).toContain('missing figure')
  const paper = { href: '/l/list/p/1', title: 'Attention', detail: '2017' }
  const found = lookups({
    citations: new Map([['arxiv:1706.03762', paper]]),
    experiments: new Map([['icl', { title: 'In context', href: '' }]]),
    images: [{ path: 'assets/a.png', sha256: 'abc', width: 10, height: 10 }],
  })
  desk.take({ kind: 'lookups', lookups: structuredClone(found) })
  vi.runAllTimers()
  expect(html()).toContain('href="/l/list/p/1"')
  expect(html()).toContain('href="/l/list/experiments/icl?d=4"')
  expect(html()).toContain('src="/l/list/assets/abc"')
})

it('of a long text the beginning is told first, and all of it then', () => {
  const text = Array.from({ length: 900 }, (_, index) => `Block ${index}`).join('\n\n')
  const told: number[] = []
  desk = new BlockDesk((answer) => {
    drawn = applyChange(drawn, answer)
    told.push(drawn.length)
  })
  desk.take({ kind: 'text', text })
  vi.runAllTimers()
  expect(told).toHaveLength(2)
  expect(told[0]).toBeGreaterThan(100)
  expect(told[0]).toBeLessThan(500)
  expect(drawn.map(({ source }) => source.trim()).join('\n\n')).toBe(text)
  desk.take({ kind: 'edit', delta: [{ insert: 'New. ' }] })
  vi.runAllTimers()
  expect(told).toHaveLength(3)
})
