import type { ResolveImage } from '#lib/markdown/render.ts'
import { assetPath } from './path.ts'
import type { AssetSize } from './queries.ts'

/**
 * How a list's text finds its images.
 * @param base the address under which they are served: '/l/transformers', or '/s/TOKEN' on a shared page.
 */
export function imageResolver(paths: ReadonlyMap<string, AssetSize>, base: string): ResolveImage {
  return (src) => {
    const path = assetPath(src)
    const asset = path === null ? undefined : paths.get(path)
    if (!asset) return null
    const size = asset.width && asset.height ? { width: asset.width, height: asset.height } : {}
    return { src: `${base}/assets/${asset.sha256}`, ...size }
  }
}
