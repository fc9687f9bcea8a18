import { expect, it } from 'vitest'
import { exportResponse } from './response.ts'

const exported = { bytes: new TextEncoder().encode('# Papers\r\n'), etag: 'abc123', filename: 'papers.md', leftOut: 0 }
const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  exportResponse(exported, new Request('http://localhost/l/papers/export', { method, headers }))

it('sends the very bytes as a file to download, named by a strong tag', async () => {
  const response = ask()
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    etag: '"abc123"',
    'content-type': 'text/markdown; charset=utf-8',
    'content-disposition': 'attachment; filename="papers.md"',
    'content-length': '10',
  })
  expect(await response.text()).toBe('# Papers\r\n')
})

it.each(['"abc123"', 'W/"abc123"', '"other", "abc123"', '*'])(
  'sends nothing again to whoever has it: %s',
  async (tag) => {
    const response = ask({ 'If-None-Match': tag })
    expect([response.status, await response.text()]).toEqual([304, ''])
    expect(response.headers.get('etag')).toBe('"abc123"')
  },
)

it('sends the file to whoever has an older one', () => expect(ask({ 'If-None-Match': '"old"' }).status).toBe(200))

it('answers HEAD with the same headers and no body', async () => {
  const response = ask({}, 'HEAD')
  expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '10', ''])
})
