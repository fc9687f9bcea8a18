import { AppError } from '#lib/errors.ts'
import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'
import { findReadme, isJunk, mayBeList } from './find-readme.ts'
import { isZip } from './is-zip.ts'
import { readZip } from './read-zip.ts'

/** A file as a browser sends it; `name` with its folders where a folder was chosen. */
export type UploadedFile = { name: string; bytes: Uint8Array }

const IMAGE = /\.(png|jpe?g|gif|webp|avif|svg)$/i

const isWanted = (path: string) => !isJunk(path) && (mayBeList(path) || IMAGE.test(path))

/**
 * What was uploaded: a list by itself, a zip archive, or a folder's files. Of several files the README
 * is found by its name, and the images below its folder come with it, by their path from there.
 * @throws AppError invalid (nothing that could be the list, a bad archive), too_large.
 */
export function readUpload(files: readonly UploadedFile[]): ImportInput {
  const [first, ...more] = files
  if (!first) throw new AppError('invalid', 'Choose a file.')
  if (more.length > 0) return readFiles(new Map(files.map(({ name, bytes }) => [inside(name), bytes])), '')
  if (!isZip(first.bytes)) return { bytes: first.bytes, origin: fileName(first.name), assets: new Map() }
  return readFiles(readZip(first.bytes, isWanted), `${fileName(first.name)}/`)
}

const fileName = (name: string) => name.replaceAll('\\', '/').replace(/^.*\//s, '') || 'README.md'

function inside(name: string): string {
  const path = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '')
  if (path.startsWith('/') || path.split('/').includes('..') || /\p{Cc}/u.test(path)) {
    throw new AppError('invalid', 'One of the files has a name that leads out of its folder.')
  }
  return path
}

function readFiles(files: ReadonlyMap<string, Uint8Array>, prefix: string): ImportInput {
  const readme = findReadme([...files.keys()])
  const folder = readme.slice(0, readme.lastIndexOf('/') + 1)
  const assets = new Map<string, Uint8Array>()
  for (const [path, bytes] of files) {
    if (path.startsWith(folder) && IMAGE.test(path) && !isJunk(path)) assets.set(path.slice(folder.length), bytes)
  }
  return { bytes: files.get(readme)!, origin: prefix + readme, assets }
}
