import { beforeEach, describe, expect, it, vi } from 'vitest'
import { WorkError, type WorkLimit } from '#lib/work/work-error.ts'
import { renderEach, renderMarkdown } from './render.ts'
import type { RenderOrder } from './render-work.ts'

/** What the pool was asked for: the texts of each task. */
const asked = vi.hoisted(() => [] as string[][])
/** Stands for the pool: a text names the limit that its task goes over. */
vi.mock('#lib/work/define-task.ts', () => ({
  defineTask:
    () =>
    ({ orders }: { orders: RenderOrder[] }) => {
      asked.push(orders.map(({ text }) => text))
      for (const { text, isColoured } of orders) {
        const limit = /over (\w+)/.exec(text)?.[1]
        if (limit && (isColoured || !text.includes('once'))) return Promise.reject(new WorkError(limit as WorkLimit))
      }
      return Promise.resolve(orders.map(({ text }) => ({ html: `<p>${text}</p>`, hasMath: true, images: [] })))
    },
}))

beforeEach(() => void asked.splice(0))

describe('a text that goes over a limit', () => {
  it.each([
    ['time', 'It takes too long to format.'],
    ['memory', 'It takes too much memory to format.'],
    ['output', 'It makes too much HTML.'],
  ])('is shown as it was written, with the reason, and not tried again: %s', async (limit, reason) => {
    const text = `<b> & over ${limit}`
    const first = await renderMarkdown(text)
    expect(first.html).toContain(`This text is shown as it was written. ${reason}`)
    expect(first.html).toContain(`&lt;b> &amp; over ${limit}`)
    expect(first.hasMath).toBe(false)
    expect(await renderMarkdown(text)).toBe(first)
    expect(asked).toHaveLength(1)
  })

  it('of which only the beginning is shown is cut where any other is', async () => {
    const { html } = await renderMarkdown(`over time ${'words\n'.repeat(40_000)}`)
    expect(html.length).toBeLessThan(121_000)
  })

  it('because of its code is shown without the colours', async () => {
    const { html } = await renderMarkdown('over time once\n\n```js\nlet a\n```')
    expect(html).toContain('<p>over time once')
  })

  it('takes nothing from the texts beside it', async () => {
    const texts = ['one', 'over memory, two', 'three', 'four']
    const html = (await renderEach(texts)).map((one) => one.html)
    expect([html[0], html[2], html[3]]).toEqual(['<p>one</p>', '<p>three</p>', '<p>four</p>'])
    expect(html[1]).toContain('too much memory')
  })

  it('while too much is waiting is for later: nothing is kept', async () => {
    const text = 'over busy'
    for (let times = 0; times < 2; times++)
      await expect(renderMarkdown(text)).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' })
    expect(asked).toHaveLength(2)
  })
})

it('the comments of a page are rendered by few tasks, one after the other', async () => {
  const texts = Array.from({ length: 40 }, (_, at) => `${at} ${'x'.repeat(9000)}`)
  expect(await renderEach(texts)).toHaveLength(40)
  expect(asked).toHaveLength(7)
  expect(asked.flat()).toEqual(texts)
})
