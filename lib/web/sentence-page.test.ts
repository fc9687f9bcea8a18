import { describe, expect, it } from 'vitest'
import { isShownAsPage, sentencePage } from './sentence-page.ts'

describe('a refused request', () => {
  it('is answered with a page where a browser shows it, and with data where a script reads it', () => {
    expect(isShownAsPage(new Headers({ 'sec-fetch-dest': 'document', accept: '*/*' }))).toBe(true)
    expect(isShownAsPage(new Headers({ accept: 'text/html,application/xhtml+xml' }))).toBe(true)
    expect(isShownAsPage(new Headers({ 'sec-fetch-dest': 'empty', accept: 'text/html' }))).toBe(false)
    expect(isShownAsPage(new Headers({ accept: '*/*' }))).toBe(false)
    expect(isShownAsPage(new Headers())).toBe(false)
  })

  it('reads a sentence, in which nothing runs', async () => {
    const page = sentencePage('Too many. Try again in <b>7</b> minutes & "rest".', 429)
    expect(page.status).toBe(429)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const html = await page.text()
    expect(html).toContain('<p>Too many. Try again in &#60;b&#62;7&#60;/b&#62; minutes &#38; &#34;rest&#34;.</p>')
    expect(html).not.toMatch(/<script|<style|\son\w+=/)
  })
})
