import { visit } from 'unist-util-visit'
import { assetPath } from '#lib/assets/path.ts'
import type { SourceDocument } from '#lib/readme/document.ts'
import { parseMarkdown } from './blocks/parse-markdown.ts'

const IMG = /<img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi

/** The list's own images that the notes show, each by its one name, in order. */
export function noteImages(document: SourceDocument): string[] {
  const paths = new Set<string>()
  const add = (src: string | null | undefined) => {
    const path = src ? assetPath(src) : null
    if (path !== null) paths.add(path)
  }
  for (const { note } of document.entries) {
    if (note === null || !/!\[|<img\b/i.test(note)) continue
    visit(parseMarkdown(note), (node) => {
      if (node.type === 'image' || node.type === 'definition') add(node.type === 'image' ? node.url : null)
      if (node.type === 'html') for (const match of node.value.matchAll(IMG)) add(match[1] ?? match[2] ?? match[3])
    })
  }
  return [...paths]
}

/**
 * The image of a name among those that came with the file: by its whole name, else by its file name
 * alone (a browser's upload knows no folders) where just one has it.
 */
export function pickAsset<T>(path: string, assets: ReadonlyMap<string, T>): T | null {
  const fileName = (name: string) => name.slice(name.lastIndexOf('/') + 1)
  const named: T[] = []
  for (const [given, image] of assets) {
    const name = assetPath(given)
    if (name === path) return image
    if (name === fileName(path)) named.push(image)
  }
  return named.length === 1 ? (named[0] ?? null) : null
}
