import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

const MAX_IMAGE_BYTES = 10 * 1024 * 1024

/**
 * The images that lie beside a file, by the names that its notes use. Only regular files inside the
 * folder: a symbolic link that leads out of it is as good as missing.
 */
export async function readFolderImages(folder: string, paths: readonly string[]): Promise<Map<string, Uint8Array>> {
  const root = await realpath(folder)
  const images = new Map<string, Uint8Array>()
  for (const path of paths) {
    try {
      const real = await realpath(join(root, path))
      const isInside = real.startsWith(root.endsWith(sep) ? root : root + sep)
      const info = isInside ? await stat(real) : null
      if (info?.isFile() && info.size <= MAX_IMAGE_BYTES) images.set(path, await readFile(real))
    } catch {
      // Not there, or not readable: the report says that it did not come with the file.
    }
  }
  return images
}
