import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'
import { AppError } from '#lib/errors.ts'
import { LARGEST_ASSET, type SniffedImage } from './image-limits.ts'

/** Beyond this a browser needs gigabytes to show what a few kilobytes hold. */
const MOST_PIXELS = 100_000_000

/**
 * What is let in: raster images. SVG is not: it is a document that can carry scripts and load from
 * elsewhere, and no header makes every browser treat it as a picture alone when it is opened by itself.
 */
const ALLOWED = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/**
 * What the bytes are, by the bytes and not by any name.
 * @throws AppError too_large over 10 MB, invalid where they are not an image of a kind that is let in.
 */
export async function sniffImage(bytes: Uint8Array, name = 'This file'): Promise<SniffedImage> {
  if (bytes.length > LARGEST_ASSET) throw new AppError('too_large', `${name} is larger than 10 MB.`)
  const mime = (await fileTypeFromBuffer(bytes))?.mime
  if (!mime || !ALLOWED.has(mime)) {
    throw new AppError('invalid', `${name} is not a PNG, JPEG, GIF, WebP or AVIF image.`)
  }
  const { width, height } = sizeOf(bytes, name)
  return { mime, width, height }
}

function sizeOf(bytes: Uint8Array, name: string): { width: number; height: number } {
  let size: ReturnType<typeof imageSize>
  try {
    size = imageSize(bytes)
  } catch (cause) {
    throw new AppError('invalid', `${name} is damaged: its size cannot be read.`, { cause })
  }
  // A photo taken upright is stored lying down and turned by the browser: so turn its size.
  const isTurned = (size.orientation ?? 1) >= 5
  const [width, height] = isTurned ? [size.height, size.width] : [size.width, size.height]
  if (!(width > 0 && height > 0)) throw new AppError('invalid', `${name} is damaged: it has no size.`)
  if (width * height > MOST_PIXELS) throw new AppError('too_large', `${name} has more than 100 million pixels.`)
  return { width, height }
}
