import type { ResolveImage } from '#lib/markdown/extensions/images.ts'
import { assetPath } from './path.ts'
import type { AssetSize } from './queries.ts'

/**
 * The images that a text may show, by their paths in the list.
 * `base`: the address under which they are served: '/l/transformers', or '/s/TOKEN' on a shared page.
 */
export type ImageTable = { paths: ReadonlyMap<string, AssetSize>; base: string }

/** How a list's text finds its images. See ImageTable. */
export function imageResolver(paths: ReadonlyMap<string, AssetSize>, base: string): ResolveImage {
  return (src) => {
    const path = assetPath(src)
    const asset = path === null ? undefined : paths.get(path)
    if (!asset) return null
    const size = asset.width && asset.height ? { width: asset.width, height: asset.height } : {}
    return { src: `${base}/assets/${asset.sha256}`, ...size }
  }
}
