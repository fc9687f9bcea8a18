import { expect, it } from 'vitest'
import { codeResponse } from './code-response.ts'

const code = { compiled: 'export default 1', codeVersion: 'a'.repeat(64) }
const asked = (headers: Record<string, string> = {}) => codeResponse(code, new Request('http://x/', { headers }))

it('the code of an experiment is kept for good, and is text that no browser runs', async () => {
  const response = asked()
  expect(await response.text()).toBe(code.compiled)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
  })
})

it('a browser that has the code is not sent it again', () => {
  expect(asked({ 'if-none-match': `W/"${code.codeVersion}"` }).status).toBe(304)
  expect(asked({ 'if-none-match': '"other"' }).status).toBe(200)
})
