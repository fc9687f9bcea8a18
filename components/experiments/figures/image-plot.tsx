import { pngAddress } from './png.ts'

/** A figure of pixels, each of them to be seen where there are few. */
export function ImagePlot({
  title,
  width,
  height,
  rgba,
}: {
  title: string
  width: number
  height: number
  /** Base64. */
  rgba: string
}) {
  if (width === 0 || height === 0) return <p className="py-6 text-sm text-muted">No image yet</p>
  return (
    // eslint-disable-next-line @next/next/no-img-element -- the pixels are in its address
    <img
      src={pngAddress(width, height, rgba)}
      alt={title}
      width={width}
      height={height}
      className="h-auto max-w-full border border-line"
      style={{
        width: Math.max(width, Math.min(480, width * Math.floor(480 / width) || width)),
        imageRendering: 'pixelated',
      }}
    />
  )
}
