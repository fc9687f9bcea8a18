import childProcess from 'node:child_process'
import net from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { readBibliography } from './to-readme.ts'

afterEach(() => vi.restoreAllMocks())

it('nothing in a bibliography is ever looked up on the web, however much it looks like an id', async () => {
  const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(() => {
    throw new Error('went to the network')
  })
  const spawn = vi.spyOn(childProcess, 'spawnSync').mockImplementation(() => {
    throw new Error('started a process')
  })
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('fetched'))
  const texts = [
    '@misc{Q42, title={Q42}, doi={10.1038/nature14539}, url={https://www.wikidata.org/wiki/Q42}, isbn={9780000000002}}',
    'TY  - JOUR\nTI  - 10.1038/nature14539\nDO  - 10.1038/nature14539\nUR  - https://doi.org/10.1038/nature14539\nER  - \n',
    '[{"type": "book", "title": "https://doi.org/10.1038/nature14539", "DOI": "10.1038/nature14539"}]',
    '10.1038/nature14539\nhttps://arxiv.org/abs/1706.03762\n',
  ]
  for (const text of texts) expect(await readBibliography(new TextEncoder().encode(text), 'x')).not.toBeNull()
  expect([connect, spawn, fetched].map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0])
})

it('text cut, spliced and sprinkled with marks never throws anything but a sentence', async () => {
  const { default: fc } = await import('fast-check')
  const piece = fc.constantFrom(
    '@article{a, title={T}, author={A and B},',
    '@string{x = "y"}',
    'TY  - JOUR\n',
    'TI  - X\n',
    'ER  - \n',
    '{',
    '}',
    '"',
    '$',
    '\\',
    '\n',
    '#',
    'author = {{{',
    'title={\\"{a}$x$}',
    ', year=20, }',
    '[{"title": "x", "type": {}}]',
    '10.1038/x',
    '\ue0000\ue001',
    '<rdf:RDF>',
    '\r',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), async (pieces) => {
      try {
        await readBibliography(new TextEncoder().encode(pieces.join('')), 'x.bib')
      } catch (error) {
        expect(error).toMatchObject({ name: 'AppError' })
      }
    }),
    { numRuns: 300 },
  )
})
