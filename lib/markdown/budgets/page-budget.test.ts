import { expect, it } from 'vitest'
import { MOST_OF_PAGE, withinPage } from './page-budget.ts'

it('comments that make too much together are shown as they were written, and then not at all', () => {
  const texts = Array.from({ length: 500 }, (_, at) => `${at} <b> ${'x'.repeat(9000)}`)
  const shown = withinPage(
    texts,
    texts.map(() => ({ html: 'a'.repeat(30_000), hasMath: true })),
  )
  expect(shown[49]?.html).toBe('a'.repeat(30_000))
  expect(shown[50]).toEqual({ html: expect.stringContaining('50 &lt;b>') as string, hasMath: false })
  expect(shown[50]?.html).toContain('The comments of this page make more than 1.5 MB of HTML.')
  expect(shown.at(-1)?.html).toContain('too long for this comment to be shown')
  expect(shown.reduce((sum, { html }) => sum + html.length, 0)).toBeLessThan(2.1 * MOST_OF_PAGE)
})

it('a few comments are left alone', () => {
  const rendered = [{ html: '<p>x</p>', hasMath: false }]
  expect(withinPage(['x'], rendered)).toEqual(rendered)
})
