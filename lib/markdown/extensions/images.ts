import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

export type ResolvedImage = { src: string; width?: number; height?: number }
export type ResolveImage = (src: string) => ResolvedImage | null

/** Below this height a picture is a mark within the line, not a figure. */
const MARK_HEIGHT = 40

const span = (className: string, value: string): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { className: [className] },
  children: [{ type: 'text', value }],
})

/** The size at which the writer wants it (`<img width="300">` or "50%"), with the figure's own proportions. */
function sizeOf(wanted: unknown, image: ResolvedImage) {
  const { width, height } = image
  if (!width || !height) return {}
  const percent = /^(\d{1,3})%$/.exec(String(wanted ?? ''))?.[1]
  if (percent) return { width, height, style: `width:${Math.min(100, Number(percent))}%` }
  const pixels = /^\d{1,5}$/.test(String(wanted ?? '')) ? Math.min(Number(wanted), width) : width
  return { width: pixels, height: Math.max(1, Math.round((height * pixels) / width)) }
}

function picture(node: Element, alt: string, image: ResolvedImage): Element {
  const size = sizeOf(node.properties.width, image)
  const isMark = (size.height ?? Infinity) <= MARK_HEIGHT
  return {
    type: 'element',
    tagName: 'img',
    properties: {
      src: image.src,
      alt,
      ...size,
      loading: 'lazy',
      decoding: 'async',
      ...(node.properties.title ? { title: node.properties.title } : {}),
      className: [isMark ? 'mark-image' : 'figure-image'],
    },
    children: [],
  }
}

function replacement(node: Element, isInLink: boolean, resolve: ResolveImage): ElementContent {
  const alt = typeof node.properties.alt === 'string' ? node.properties.alt.trim() : ''
  const src = typeof node.properties.src === 'string' ? node.properties.src.trim() : ''
  if (/^(?:https?:)?\/\//i.test(src)) {
    const address = src.startsWith('//') ? `https:${src}` : src
    const label = alt || 'Image'
    if (isInLink) return span('external-image', label)
    return {
      ...span('external-image', label),
      tagName: 'a',
      properties: { className: ['external-image'], href: address },
    }
  }
  const image = src ? resolve(src) : null
  if (image) return picture(node, alt, image)
  const what = [alt, src && `(${src})`].filter(Boolean).join(' ')
  return span('missing-figure', what ? `missing figure: ${what}` : 'missing figure')
}

/**
 * Puts in the list's own images, with their size so that nothing jumps. A picture from elsewhere would
 * tell another server who reads what, so it becomes a link; one that is not there says so.
 * Runs before `links`, which finishes the links made here.
 */
export function images() {
  return (tree: Root, file: VFile): void => {
    const resolve: ResolveImage = (src) => {
      const image = file.data.resolveImage?.(src) ?? null
      file.data.imageSources?.add(src)
      return image
    }
    const inLinks = new Set<Element>()
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'a') visit(node, 'element', (inner) => void (inner.tagName === 'img' && inLinks.add(inner)))
      if (node.tagName !== 'img' || index === undefined || !parent) return
      parent.children[index] = replacement(node, inLinks.has(node), resolve)
      return SKIP
    })
  }
}
