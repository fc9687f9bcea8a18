/**
 * Draws the mark's files from one pair of outlines: app/icon.svg, favicon.ico and
 * apple-icon.png. Run after a change of the mark: node scripts/draw-icons.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'

const root = join(import.meta.dirname, '..')

// The same two pages as in components/shell/mark.tsx.
const SOLID = 'M15 8.6C12.2 6.4 8.7 5.4 5 5.5A2 2 0 0 0 3 7.5V20A2 2 0 0 0 5 22H6V27L11 22.6C12.5 23 13.9 23.6 15 24.5Z'
const OPEN =
  'M18 10C20.5 7.8 23.4 6.6 27 6.5A1 1 0 0 1 28 7.5V20A1 1 0 0 1 27 21H25V24.8L21.2 21.5C20 21.8 19 22.2 18 22.7Z'

const mark = (colour: string) =>
  `<path d="${SOLID}" fill="${colour}"/><path d="${OPEN}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`

const svg = (width: number, height: number, content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`

const png = (source: string, width: number) =>
  new Resvg(source, { fitTo: { mode: 'width', value: width } }).render().asPng()

/** An .ico that holds PNGs, as every browser of today reads. */
function ico(images: { size: number; bytes: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  images.forEach(({ size, bytes }, index) => {
    const at = 6 + 16 * index
    header.writeUInt8(size, at)
    header.writeUInt8(size, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(bytes.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += bytes.length
  })
  return Buffer.concat([header, ...images.map((image) => image.bytes)])
}

const GREEN = '#14604a'
const PAPER = '#fafaf7'

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>:root{color:${GREEN}}@media(prefers-color-scheme:dark){:root{color:#74cba9}}</style>${mark('currentColor')}</svg>\n`
writeFileSync(join(root, 'app/icon.svg'), icon)

const tile = svg(
  32,
  32,
  `<rect width="32" height="32" rx="7" fill="${GREEN}"/><g transform="translate(2.4 2.2) scale(0.85)">${mark(PAPER)}</g>`,
)
writeFileSync(join(root, 'app/favicon.ico'), ico([16, 32, 48].map((size) => ({ size, bytes: png(tile, size) }))))

const square = svg(
  32,
  32,
  `<rect width="32" height="32" fill="${GREEN}"/><g transform="translate(5.6 5.2) scale(0.65)">${mark(PAPER)}</g>`,
)
writeFileSync(join(root, 'app/apple-icon.png'), png(square, 180))
