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
    expect(replaceNonce('<script>say("∑ é 𝔽")</script>', 'n').scripts).toBe(hash('say("∑ é 𝔽")'))
  })

  it('has an empty policy where it has no inline script', () => {
    expect(replaceNonce('<p>text</p>', 'n')).toEqual({ html: '<p>text</p>', scripts: '', styles: '' })
  })
})
