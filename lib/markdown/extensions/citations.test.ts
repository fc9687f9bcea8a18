import { expect, it } from 'vitest'
import { formatNote } from '#lib/markdown/format-note.ts'

const known = (key: string) =>
  key === 'arxiv:2109.01652' ? { href: '/p/1', title: 'Zero-shot <learners>', detail: 'Wei et al.' } : null
const render = (text: string) => formatNote(text, { resolveCitation: known }).html

it('a citation is a link to its paper, with a card', () => {
  const html = render('As shown [@arxiv:2109.01652], and again.')
  expect(html).toContain('As shown <a class="citation" href="/p/1">Zero-shot &#x3C;learners>')
  expect(html).toContain('<span class="citation-detail">Wei et al.</span>')
  expect(html).toContain('</a>, and again.')
})

it('a paper that is not there, code and links stay as they are written', () => {
  for (const text of ['see [@arxiv:0000.00000]', '`[@arxiv:2109.01652]`', '[@nobody] [@a b]'])
    expect(render(text)).not.toContain('citation')
})

it('nothing in a key becomes markup', () => {
  const html = formatNote('[@x:"><img/onerror=alert(1)>]', {
    resolveCitation: () => ({ href: '/p/1', title: '<img src=x>', detail: '"' }),
  }).html
  expect(html).not.toMatch(/<img/)
})

it('what a citation shows follows the paper', () => {
  expect(formatNote('[@x:1]', { resolveCitation: () => ({ href: '/p/1', title: 'One', detail: '' }) }).html).toContain(
    'One',
  )
  expect(formatNote('[@x:1]', { resolveCitation: () => ({ href: '/p/1', title: 'Two', detail: '' }) }).html).toContain(
    'Two',
  )
  expect(formatNote('[@x:1]').html).toContain('[@x:1]')
})
