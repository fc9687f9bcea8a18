import { crc32, deflateRawSync } from 'node:zlib'

function record(signature: number, fields: [bytes: 2 | 4, value: number][], name: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0))
  bytes.writeUInt32LE(signature, 0)
  let at = 4
  for (const [size, value] of fields) {
    bytes.writeUIntLE(value, at, size)
    at += size
  }
  return Buffer.concat([bytes, name])
}

const kept = new Map<number, Buffer>()

/** A zip with one README.md that unpacks to `size` bytes of the same letter: a thousandth of it as it is sent. */
export function zipBomb(size: number): Buffer {
  const known = kept.get(size)
  if (known) return known
  const piece = Buffer.alloc(1024 * 1024, 'a')
  let crc = 0
  for (let done = 0; done < size; done += piece.length) crc = crc32(piece, crc)
  const packed = deflateRawSync(Buffer.alloc(size, 'a'), { level: 9 })
  const name = Buffer.from('README.md')
  const both: [2 | 4, number][] = [
    [2, 20],
    [2, 0],
    [2, 8],
    [4, 0],
    [4, crc],
    [4, packed.length],
    [4, size],
    [2, name.length],
    [2, 0],
  ]
  const local = record(0x04034b50, both, name)
  const central = record(0x02014b50, [[2, 20], ...both, [2, 0], [2, 0], [2, 0], [4, 0], [4, 0]], name)
  const end = record(
    0x06054b50,
    [
      [2, 0],
      [2, 0],
      [2, 1],
      [2, 1],
      [4, central.length],
      [4, local.length + packed.length],
      [2, 0],
    ],
    Buffer.alloc(0),
  )
  const bomb = Buffer.concat([local, packed, central, end])
  kept.set(size, bomb)
  return bomb
}
