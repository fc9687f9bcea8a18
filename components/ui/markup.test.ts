import { expect, it } from 'vitest'
import { markup, safeHtml } from './markup.ts'

it('a title with markup in it stays text, in an element and in an attribute', () => {
  const title = `<img src=x onerror="alert('1')"> & co`
  const { __html } = markup`<a title="${title}">${title}</a>`
  expect(__html).not.toMatch(/<img|"alert|'1'/)
  expect(__html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co')
})

it('pieces of HTML go into each other as they are, and nothing leaves no trace', () => {
  const items = [markup`<li>${1}</li>`, markup`<li>${safeHtml('<b>2</b>')}</li>`]
  expect(markup`<ul>${items}</ul>${null}${false}`.__html).toBe('<ul><li>1</li><li><b>2</b></li></ul>')
})
