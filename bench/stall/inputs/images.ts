import { crc32, deflateSync } from 'node:zlib'
import { callWithForm } from '../forms.ts'
import { judge, send, sendAll } from '../http.ts'
import type { Kind, World } from '../input.ts'

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A picture of one colour, `side` pixels high and wide: a thousandth of that as it is sent. */
function png(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

const upload = (world: World, name: string, bytes: Buffer) => {
  const { slug, paper } = world.list
  const path = `/l/${slug}/p/${paper}/note`
  return send(
    world,
    callWithForm(world, { action: 'l/[list]/p/[paper]/note/actions.ts#uploadImageAction', path, as: 'member' }, [
      ['list', slug],
      ['paper', paper],
      ['file', bytes, name],
    ]),
  )
}

export const imageKinds: Kind[] = [
  {
    name: 'pictures of many pixels',
    who: 'member',
    unit: 'pixels a side',
    from: 1_500,
    to: 12_000,
    play: async (world, size) => judge(await upload(world, `p${size}.png`, png(size))),
  },
  {
    name: 'heavy pictures',
    who: 'member',
    unit: 'bytes',
    from: 2_000_000,
    to: 16_000_000,
    play: async (world, size) => judge(await upload(world, 'heavy.png', Buffer.concat([png(64), Buffer.alloc(size)]))),
  },
  {
    name: 'pictures made smaller by /_next/image',
    who: 'link holder',
    unit: 'pixels a side',
    from: 2_500,
    to: 9_900,
    play: async (world, size) => {
      const stored = await upload(world, `q${size}.png`, png(size))
      const sha256 = /"sha256":"([0-9a-f]{64})"/.exec(stored.body)?.[1] ?? '0'.repeat(64)
      const target = encodeURIComponent(`/s/${world.list.share}/assets/${sha256}`)
      return sendAll(
        world,
        [640, 1200, 1920, 3840].map((width) => ({ path: `/_next/image?url=${target}&w=${width}&q=75` })),
      )
    },
  },
]
