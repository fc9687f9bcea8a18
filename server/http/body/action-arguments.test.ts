import { describe, expect, it } from 'vitest'
import { areReadableArguments } from './action-arguments.ts'

const action = { 'next-action': 'abc', 'content-type': 'text/plain;charset=UTF-8' }
const isRead = (body: string, headers: Record<string, string> = action) =>
  areReadableArguments(headers, [Buffer.from(body.slice(0, 3)), Buffer.from(body.slice(3))])

describe('the arguments of an action', () => {
  it('are read where they are what React sends', () => {
    expect(isRead('[{"title":"One"},"$undefined"]')).toBe(true)
    expect(isRead('["ä"]')).toBe(true)
  })

  it.each(['', 'xxxxxxxxxx', '[{"a":', '{"a":1}}', '[1,]'])('are refused where nothing can read them: %s', (body) => {
    expect(isRead(body)).toBe(false)
  })

  it('are not looked for in other bodies', () => {
    expect(isRead('plain', { 'content-type': 'text/plain' })).toBe(true)
    expect(isRead('--x', { ...action, 'content-type': 'multipart/form-data; boundary=x' })).toBe(true)
  })
})
