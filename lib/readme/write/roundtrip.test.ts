import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as reader from '#lib/readme/parse/read-document.ts'
import { README_STYLES } from './readmes.fixture.ts'
import { roundtrip } from './roundtrip.ts'

const { readDocument } = await vi.importActual<typeof reader>('#lib/readme/parse/read-document.ts')
vi.mock('#lib/readme/parse/read-document.ts', { spy: true })

const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
const through = (text: string) => decode(roundtrip(encode(text)))
let mixed = 0
const text = README_STYLES['bullets with typed links'] ?? ''

beforeEach(() => void vi.mocked(reader.readDocument).mockImplementation(readDocument))

describe('a round trip', () => {
  it.each(Object.entries(README_STYLES))('gives the same bytes: %s', (_style, readme) => {
    expect(through(readme)).toBe(readme)
  })

  it.each([
    ['a byte order mark', `\ufeff${text}`],
    ['no line end at its end', text.trimEnd()],
    ['many line ends at its end', `${text}\n\n \n`],
    ['CRLF', text.replace(/\n/g, '\r\n')],
    ['line ends of three kinds', text.replace(/\n/g, () => ['\n', '\r\n', '\r'][(mixed += 1) % 3] ?? '\n')],
    ['no heading', text.replace(/^#.*$/gm, '')],
    ['no papers', '# Tools\n\n- a hammer\n- a saw\n'],
    ['text in two directions', `${text}\n- [سلام دنیا، مدل‌ها](https://arxiv.org/abs/2101.00001), رضا, 2021\n`],
    [
      'tags that never close',
      `${text}\n<details>\n<summary>More\n\n- [A title of a paper](https://arxiv.org/abs/2101.00002)\n`,
    ],
  ])('gives the same bytes of a file with %s', (_what, readme) => expect(through(readme)).toBe(readme))

  it('refuses what is no text', () => {
    expect(() => roundtrip(new Uint8Array([0x23, 0xff, 0xfe, 0x0a]))).toThrow('not text in UTF-8')
  })

  it('does not give the file back where the reader lets two parts overlap', () => {
    const document = readDocument(text)
    const [first, second] = document.entries
    if (!first || !second) throw new Error('There are no entries.')
    second.span = { start: first.span.end - 10, end: second.span.end }
    vi.mocked(reader.readDocument).mockReturnValueOnce(document)
    expect(through(text)).not.toBe(text)
  })

  it('names the lines that the reader has no place for', () => {
    const document = readDocument(text)
    vi.mocked(reader.readDocument).mockReturnValueOnce({ ...document, entries: document.entries.slice(1) })
    expect(() => roundtrip(encode(text))).toThrow('The reader has no place for line 7.')
  })
})
