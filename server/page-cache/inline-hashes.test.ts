import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { replaceNonce } from './inline-hashes.ts'

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('a page that is sent more than once', () => {
  it('names its inline scripts by hash and carries no nonce', () => {
    const page =
      '<link nonce="n0"/><script src="/_next/a.js" nonce="n0" async=""></script><script nonce="n0">go()</script><style nonce="n0">a{}</style>'
    const { html, scripts, styles } = replaceNonce(page, 'n0')
    expect(html).not.toContain('n0')
    expect(html).toContain('<script>go()</script>')
    expect(scripts).toBe(hash('go()'))
    expect(styles).toBe(hash('a{}'))
  })

  it('joins scripts that stand side by side', () => {
    const { html, scripts } = replaceNonce('<script nonce="n">a(1)</script><script nonce="n">b(2)</script>', 'n')
    expect(html).toBe('<script>a(1);\nb(2)</script>')
    expect(scripts).toBe(hash('a(1);\nb(2)'))
  })

  it('hashes the bytes of a script beyond ASCII as the browser will', () => {
    expect(replaceNonce('<script nonce="n">say("∑ é 𝔽")</script>', 'n').scripts).toBe(hash('say("∑ é 𝔽")'))
  })

  it('has an empty policy where it has no inline script', () => {
    expect(replaceNonce('<p>text</p>', 'n')).toEqual({ html: '<p>text</p>', scripts: '', styles: '' })
  })

  it.each([
    ['alone', '<script>steal()</script>'],
    ['with another nonce', '<script nonce="m">steal()</script>'],
    ['with the nonce in another attribute', '<script data-x=\'nonce="m"\'>steal()</script>'],
    ['with a tag of its own invention', '<scripty nonce="n">steal()</scripty>'],
  ])('does not allow a script that somebody planted, %s', (_how, planted) => {
    const page = `<script nonce="n">a(1)</script>${planted}<script nonce="n">b(2)</script>`
    const { html, scripts } = replaceNonce(page, 'n')
    expect(scripts).toBe(`${hash('a(1)')} ${hash('b(2)')}`)
    // Nor is it joined to ours: it stands where it stood, and does not run.
    expect(html).toContain(planted.replace(' nonce="n"', ''))
    expect(html).toMatch(/^<script>a\(1\)<\/script>.*<script>b\(2\)<\/script>$/)
  })

  it('does not allow a style that somebody planted', () => {
    const { styles } = replaceNonce('<style>p{display:none}</style><style nonce="n">a{}</style>', 'n')
    expect(styles).toBe(hash('a{}'))
  })

  it('keeps its own scripts also where a text holds the beginning of a tag', () => {
    const page = '<img alt="<script>"/><script nonce="n">a(1)</script>'
    expect(replaceNonce(page, 'n').scripts).toBe(hash('a(1)'))
  })

  it('is read once from its beginning to its end, however many tags it has', () => {
    const page = `${'<script nonce="n">'.repeat(20_000)}${'<script '.repeat(20_000)}`
    expect(replaceNonce(page, 'n').scripts).toBe('')
  })
})
