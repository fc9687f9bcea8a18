import { type Zippable, type ZipAttributes, strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppError } from '#lib/errors.ts'
import { isZip } from './is-zip.ts'
import { readZip } from './read-zip.ts'

const all = () => true
const zip = (files: Zippable) => zipSync(files)
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const link: ZipAttributes = { os: 3, attrs: (0o120777 << 16) >>> 0 }

/** Changes a field of every record that begins with `signature`. */
function tamper(archive: Uint8Array, signature: number, offset: number, value: number, width: 2 | 4 = 4): Uint8Array {
  const copy = archive.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at < copy.length - 4; at += 1) {
    if (view.getUint32(at, true) !== signature) continue
    if (width === 4) view.setUint32(at + offset, value, true)
    else view.setUint16(at + offset, value, true)
  }
  return copy
}
const CENTRAL = 0x02014b50

describe('a zip archive', () => {
  it('is unpacked, packed or stored, with any letters in its names', () => {
    const archive = zip({
      'list/README.md': strToU8('# Papers\n'.repeat(500)),
      'list/图/a.png': [strToU8('png'), { level: 0 }],
      'list/empty.md': strToU8(''),
      'list/docs/': new Uint8Array(),
    })
    expect(isZip(archive)).toBe(true)
    const files = readZip(archive, all)
    expect([...files.keys()]).toEqual(['list/README.md', 'list/图/a.png', 'list/empty.md'])
    expect(text(files.get('list/README.md'))).toBe('# Papers\n'.repeat(500))
    expect(text(files.get('list/图/a.png'))).toBe('png')
  })

  it('gives out only what is wanted', () => {
    const archive = zip({ 'a.md': strToU8('a'), 'b.exe': strToU8('b') })
    expect([...readZip(archive, (name) => name.endsWith('.md')).keys()]).toEqual(['a.md'])
  })

  it.each(['../a.md', 'list/../../a.md', '/etc/passwd', 'C:/a.md', '..\\a.md', 'a\nb.md'])(
    'is refused for a name that leads out of it: %j',
    (name) => {
      expect(() => readZip(zip({ 'README.md': strToU8('x'), [name]: strToU8('y') }), all)).toThrow(/leads out/)
    },
  )

  it('is refused for a link to elsewhere', () => {
    const archive = zip({ 'README.md': [strToU8('/etc/passwd'), link] })
    expect(() => readZip(archive, all)).toThrow(/is a link/)
  })

  it('is refused when it holds too many files, or too much', () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}.md`, new Uint8Array()]))
    expect(() => readZip(zip(many), all)).toThrow(/2,000/)
    const archive = zip({ 'README.md': strToU8('x') })
    expect(() => readZip(tamper(archive, CENTRAL, 24, 100 * 1024 * 1024 + 1), all)).toThrow(/100 MB/)
  })

  it('is refused when it unpacks to a thousand times its size', () => {
    expect(() => readZip(zip({ 'README.md': new Uint8Array(8_000_000) }), all)).toThrow(/far more/)
  })

  it('is not unpacked beyond the size that it says', () => {
    const archive = zip({ 'README.md': new Uint8Array(8_000_000) })
    const before = process.memoryUsage().arrayBuffers
    expect(() => readZip(tamper(archive, CENTRAL, 24, 1000), all)).toThrow(/damaged/)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000)
  })

  it('is refused when it is locked, cut or damaged', () => {
    const archive = zip({ 'README.md': strToU8('# Papers, many of them '.repeat(50)) })
    expect(() => readZip(tamper(archive, CENTRAL, 8, 1, 2), all)).toThrow(/password/)
    expect(() => readZip(tamper(archive, CENTRAL, 10, 14, 2), all)).toThrow(/not understood/)
    expect(() => readZip(tamper(archive, CENTRAL, 16, 1), all)).toThrow(/damaged/)
    expect(() => readZip(tamper(archive, CENTRAL, 42, 0xffffff), all)).toThrow(/damaged/)
    for (let length = 0; length < archive.length; length += 7) {
      expect(() => readZip(archive.slice(0, length), all)).toThrow(/damaged/)
    }
  })

  it('with any of its bytes changed is read, or refused in a sentence', () => {
    const archive = zip({ 'README.md': strToU8('# Papers'.repeat(40)), 'a/b.png': [strToU8('png'), { level: 0 }] })
    const changes = fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    const outcome = (bytes: Uint8Array) => {
      try {
        return [...readZip(bytes, all).values()].every((file) => file.length <= 400)
      } catch (error) {
        return isAppError(error)
      }
    }
    fc.assert(
      fc.property(changes, (places) => {
        const copy = archive.slice()
        for (const [at, value] of places) copy[at] = value
        return outcome(copy)
      }),
      { numRuns: 2000 },
    )
  })
})
