import { describe, expect, it } from 'vitest'
import { BodyMeter } from './body-meter.ts'

const LIMITS = { bytes: 1_000_000, fields: 500, depth: 40 }
const FORM = 'multipart/form-data; boundary=----x'

const part = (name: string, value: string) =>
  `------x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const form = (...parts: string[]) => `${parts.join('')}------x--\r\n`

/** Measures a body that arrives in pieces of `size` bytes. */
function over(contentType: string, body: string, size = body.length) {
  const meter = new BodyMeter(contentType)
  const bytes = Buffer.from(body)
  for (let at = 0; at < bytes.length; at += size) meter.add(bytes.subarray(at, at + size))
  return meter.over(LIMITS)
}

describe('a form that arrives', () => {
  it('passes with as many fields as it may have, and is refused with more, in whatever pieces it comes', () => {
    const fields = (count: number) => form(...Array.from({ length: count }, (_, n) => part(`f${n}`, `${n}`)))
    for (const size of [1, 7, 4096, 1_000_000]) {
      expect(over(FORM, fields(499), size)).toBeNull()
      expect(over(FORM, fields(501), size)).toBe('fields')
    }
  })

  it('passes whatever its texts hold, but not an argument that is nested without end', () => {
    const brackets = '['.repeat(500)
    for (const size of [1, 50, 1_000_000]) {
      expect(over(FORM, form(part('text', brackets)), size)).toBeNull()
      expect(over(FORM, form(part('1_text', brackets)), size)).toBeNull()
      expect(over(FORM, form(part('0', brackets)), size)).toBe('depth')
      expect(over(FORM, form(part('1', '{}'), part('$ACTION_x:0', brackets)), size)).toBe('depth')
      expect(over(FORM, form(part('0', `["${brackets}"]`)), size)).toBeNull()
    }
  })

  it.each([
    ['two boundaries', 'multipart/form-data; boundary=a; boundary=b', ''],
    ['no boundary', 'multipart/form-data', ''],
    ['another kind of parts', 'multipart/mixed; boundary=----x', ''],
    ['a name without quotes', FORM, '------x\r\nContent-Disposition: form-data; name=0\r\n\r\nx'],
    ['an escaped name', FORM, '------x\r\nContent-Disposition: form-data; name="\\0"\r\n\r\nx'],
    ['two names', FORM, '------x\r\nContent-Disposition: form-data; name="a"; name="0"\r\n\r\nx'],
    ['a name on the next line', FORM, '------x\r\nContent-Disposition: form-data; name="a"\r\n ; name="0"\r\n\r\nx'],
    ['headers without end', FORM, `------x\r\n${'y'.repeat(20_000)}`],
  ])('that no browser writes is refused: %s', (_what, contentType, body) => {
    expect(over(contentType, body)).toBe('form')
    expect(over(contentType, body, 5)).toBe('form')
  })
})

describe('arguments of an action and JSON', () => {
  it('are refused where they are nested without end, and not for brackets in a text', () => {
    expect(over('text/plain;charset=UTF-8', '['.repeat(100_000))).toBe('depth')
    expect(over('application/json', '{"a":'.repeat(41))).toBe('depth')
    expect(over('', JSON.stringify({ text: '[{'.repeat(1000), quote: '"\\"[' }))).toBeNull()
    expect(over('application/json', '[]'.repeat(10_000), 3)).toBeNull()
  })

  it('are refused above their bytes', () => {
    expect(over('text/plain', 'x'.repeat(1_000_001))).toBe('bytes')
  })
})

it('a form of pairs is refused with too many of them', () => {
  expect(over('application/x-www-form-urlencoded', 'a=1&'.repeat(499))).toBeNull()
  expect(over('application/x-www-form-urlencoded', 'a=1&'.repeat(501))).toBe('fields')
})
