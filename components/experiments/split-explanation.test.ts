import { describe, expect, it } from 'vitest'
import { splitExplanation } from './split-explanation.ts'

describe('an explanation', () => {
  it('is cut at its first heading', () => {
    const html = '<p>What.</p>\n<h2 id="setting">Setting</h2>\n<p>How.</p>\n<h2>More</h2>'
    expect(splitExplanation(html)).toEqual({
      intro: '<p>What.</p>',
      rest: '<h2 id="setting">Setting</h2>\n<p>How.</p>\n<h2>More</h2>',
    })
  })

  it('is not cut within what holds a heading', () => {
    const html = '<p>What.</p>\n<details><summary>More</summary><h3>Within</h3></details>\n<h3>Then</h3>'
    expect(splitExplanation(html).rest).toBe('<h3>Then</h3>')
  })

  it('without a heading is all introduction, and one that begins with a heading has none', () => {
    expect(splitExplanation('<p>All.</p>\n')).toEqual({ intro: '<p>All.</p>', rest: '' })
    expect(splitExplanation('<h2>First</h2>')).toEqual({ intro: '', rest: '<h2>First</h2>' })
  })
})
