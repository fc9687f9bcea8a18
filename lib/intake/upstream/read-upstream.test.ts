import { strToU8, zipSync } from 'fflate'
import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeWorkPool } from '#lib/work/pool.ts'
import { startServer } from '#lib/intake/fetch/local-server.fixture.ts'
import { readFromAddress, readUpstream } from './read-upstream.ts'

// The worker pool's threads start with the first texts.
vi.setConfig({ testTimeout: 60_000 })
afterAll(closeWorkPool)

const paper = '- [**Invariants**](https://arxiv.org/abs/1901.00001) Noether, E. arXiv (2019)\n'
const shown = (...images: string[]) =>
  `# Papers\n\n${paper}<details><summary>Note</summary>\n\n${images.map((image) => `![x](${image})`).join('\n')}\n\n</details>\n`
const README = shown('assets/a.png', './fig%201.png', '../outside.png', 'https://elsewhere.example/b.png', 'gone.png')

/** A repository as GitHub gives it out, in its documented form. */
const replies = new Map<string, { type?: string; body: string | Uint8Array; etag?: string }>()
const answer: RequestListener = (request, reply) => {
  const found = replies.get(request.url ?? '')
  if (!found) return reply.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}')
  const etag = found.etag ?? '"none"'
  if (request.headers['if-none-match'] === etag) return reply.writeHead(304, { etag }).end()
  reply.writeHead(200, { 'content-type': found.type ?? 'text/plain; charset=utf-8', etag }).end(found.body)
}
const json = 'application/json; charset=utf-8'
const readmeReply = (path: string, text: string, fields = {}) =>
  JSON.stringify({
    type: 'file',
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha: '3d21ec53a331a6f037a91c368710b99387d012c1',
    size: Buffer.byteLength(text),
    encoding: 'base64',
    content: (
      Buffer.from(text)
        .toString('base64')
        .match(/.{1,60}/g) ?? []
    )
      .map((line) => `${line}\n`)
      .join(''),
    download_url: `https://raw.githubusercontent.com/o/r/main/${path}`,
    ...fields,
  })

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer(answer)
  process.env.ALLOW_LOOPBACK_FETCH = 'true'
  process.env.GITHUB_API_URL = `${server.base}/api`
  process.env.GITHUB_RAW_URL = `${server.base}/raw`
  process.env.GITHUB_TOKEN = 'a-token'
})
afterAll(() => server.close())
beforeEach(() => {
  replies.clear()
  server.seen.length = 0
})

const png = { type: 'image/png', body: 'png' }
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const asked = () => server.seen.map(({ url }) => url)

describe('a repository on GitHub', () => {
  it('gives its README and the images that its notes show, from its default branch', async () => {
    replies.set('/api/repos/o/r/readme', { type: json, body: readmeReply('README.md', README), etag: '"1"' })
    replies.set('/raw/o/r/HEAD/assets/a.png', png)
    replies.set('/raw/o/r/HEAD/fig%201.png', png)
    const reply = await readUpstream({ url: 'https://github.com/o/r' })
    if (reply.status !== 'ok') throw new Error(reply.status)
    expect(textOf(reply.input.bytes)).toBe(README)
    expect(reply.etag).toBe('"1"')
    expect(reply.input.origin).toBe('https://github.com/o/r/blob/HEAD/README.md')
    expect([...reply.input.assets.keys()]).toEqual(['assets/a.png', 'fig 1.png'])
    expect(asked().slice(1).sort()).toEqual([
      '/raw/o/r/HEAD/assets/a.png',
      '/raw/o/r/HEAD/fig%201.png',
      '/raw/o/r/HEAD/gone.png',
    ])
  })

  it('is shown the token where the interface is, and nowhere else', async () => {
    replies.set('/api/repos/o/r/readme', { type: json, body: readmeReply('README.md', README) })
    await readFromAddress('https://github.com/o/r')
    const [first, ...others] = server.seen.map(({ headers }) => headers.authorization)
    expect(first).toBe('Bearer a-token')
    expect(others.length).toBeGreaterThan(0)
    expect(others.every((header) => header === undefined)).toBe(true)
  })

  it('costs one request where nothing changed', async () => {
    replies.set('/api/repos/o/r/readme', { type: json, body: readmeReply('README.md', README), etag: '"1"' })
    expect(await readUpstream({ url: 'https://github.com/o/r', etag: '"1"' })).toEqual({ status: 'unchanged' })
    expect(asked()).toEqual(['/api/repos/o/r/readme'])
  })

  it('gives a folder’s README on a branch, images from beside it', async () => {
    replies.set('/api/repos/o/r/readme/docs?ref=dev%2F2', {
      type: json,
      body: readmeReply('docs/readme.markdown', shown('a.png')),
    })
    replies.set('/raw/o/r/dev/2/docs/a.png', png)
    const input = await readFromAddress('https://github.com/o/r/tree/dev/2/docs', { branch: 'dev/2' })
    expect([...input.assets.keys()]).toEqual(['a.png'])
    expect(input.origin).toBe('https://github.com/o/r/blob/dev/2/docs/readme.markdown')
  })

  it('gives a README over 1 MB, which the interface names and does not send', async () => {
    const big = README + paper.repeat(20_000)
    const body = readmeReply('README.md', big, { encoding: 'none', content: '' })
    replies.set('/api/repos/o/r/readme', { type: json, body, etag: '"api"' })
    replies.set('/raw/o/r/HEAD/README.md', { body: big, etag: '"raw"' })
    const reply = await readUpstream({ url: 'https://github.com/o/r', withImages: false })
    expect(reply).toMatchObject({ status: 'ok', etag: '"api"' })
    expect(reply.status === 'ok' && textOf(reply.input.bytes)).toBe(big)
  })

  it('gives one file by its raw address, however it is named', async () => {
    replies.set('/raw/o/r/main/docs/list.md', { body: README, etag: '"7"' })
    for (const url of [
      'https://github.com/o/r/blob/main/docs/list.md',
      'https://raw.githubusercontent.com/o/r/main/docs/list.md',
    ]) {
      const reply = await readUpstream({ url, withImages: false })
      expect(reply).toMatchObject({ status: 'ok', etag: '"7"' })
      expect(await readUpstream({ url, etag: '"7"' })).toEqual({ status: 'unchanged' })
    }
  })

  it('that is not there is named in the answer', async () => {
    await expect(readFromAddress('https://github.com/o/r')).rejects.toThrow(
      'GitHub has no README in o/r, or the repository is not public.',
    )
    await expect(readFromAddress('https://github.com/o/r', { branch: 'x', path: 'a.md' })).rejects.toThrow(
      'GitHub has no “a.md” in o/r on “x”, or the repository is not public.',
    )
  })

  it('is never left by a branch or a path', async () => {
    for (const given of [
      { path: '../../other/x.md' },
      { path: 'a/../../b.md' },
      { branch: '..' },
      { branch: 'a/../..' },
    ]) {
      await expect(readFromAddress('https://github.com/o/r', given)).rejects.toThrow(/leads out of the repository/)
    }
    expect(asked()).toEqual([])
  })

  it('whose answer is something else is not taken for a list', async () => {
    replies.set('/api/repos/o/r/readme', { type: json, body: '[1, 2]' })
    await expect(readFromAddress('https://github.com/o/r')).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('any other address', () => {
  it('gives its text and the images beside it', async () => {
    replies.set('/lists/papers.md?key=secret', { body: shown('img/a.png') })
    replies.set('/lists/img/a.png', png)
    const input = await readFromAddress(`${server.base}/lists/papers.md?key=secret`)
    expect(input.origin).toBe(`${server.base}/lists/papers.md`)
    expect([...input.assets.keys()]).toEqual(['img/a.png'])
  })

  it('does without what is not an image, though its name says so', async () => {
    replies.set('/papers.md', { body: shown('a.png') })
    replies.set('/a.png', { type: 'text/html', body: '<p>Sign in' })
    expect((await readFromAddress(`${server.base}/papers.md`)).assets.size).toBe(0)
  })

  it('asks for no more than 200 images', async () => {
    const names = Array.from({ length: 210 }, (_, n) => `${n}.png`)
    replies.set('/papers.md', { body: shown(...names) })
    for (const name of names) replies.set(`/${name}`, png)
    expect([...(await readFromAddress(`${server.base}/papers.md`)).assets.keys()]).toEqual(names.slice(0, 200))
  })

  it('may be a zip archive’s', async () => {
    const body = zipSync({ 'r-main/README.md': strToU8(shown('a.png')), 'r-main/a.png': strToU8('png') })
    replies.set('/r.zip', { type: 'application/zip', body })
    const input = await readFromAddress(`${server.base}/r.zip`)
    expect(input.origin).toBe(`${server.base}/r.zip`)
    expect([...input.assets.keys()]).toEqual(['a.png'])
  })

  it('may be a bibliography’s, which becomes a list', async () => {
    const body = '@article{n18, title={Invariants}, author={Noether, Emmy}, year={1918}, doi={10.1000/182}}'
    replies.set('/refs.bib', { type: 'application/x-bibtex', body, etag: '"b"' })
    const input = await readFromAddress(`${server.base}/refs.bib`)
    expect(input).toMatchObject({ origin: `${server.base}/refs.bib`, etag: '"b"' })
    expect(textOf(input.bytes)).toMatch(/^# refs\n[^@]*Noether[^@]*Invariants/)
  })

  it('has no branches', async () => {
    const call = readFromAddress(`${server.base}/papers.md`, { branch: 'main' })
    await expect(call).rejects.toThrow(/on GitHub only/)
  })
})
