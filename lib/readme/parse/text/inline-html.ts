import type { PhrasingContent } from 'mdast'
import { type HtmlPiece, htmlPieces } from './html-pieces.ts'
import { type Span, spanOf } from '#lib/readme/span.ts'

type Frame = { tag: string; url: string; start: number; children: PhrasingContent[] }

const PAIRED: Record<string, 'link' | 'strong' | 'emphasis' | 'delete'> = {
  a: 'link',
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  cite: 'emphasis',
  del: 'delete',
  s: 'delete',
}
/** Deeper nesting of tags than this is no text that anyone reads. */
const MAX_DEPTH = 20

const at = ({ start, end }: Span) => ({
  start: { line: 1, column: 1, offset: start },
  end: { line: 1, column: 1, offset: end },
})

function close(frame: Frame, end: number): PhrasingContent {
  const position = at({ start: frame.start, end })
  const type = PAIRED[frame.tag] ?? 'emphasis'
  // A link in a link is no Markdown, but its words are all the same.
  if (type === 'link') return { type, url: frame.url, children: frame.children as never[], position }
  return { type, children: frame.children, position }
}

class Builder {
  readonly #root: PhrasingContent[] = []
  readonly #open: Frame[] = []

  add(node: PhrasingContent): void {
    ;(this.#open.at(-1)?.children ?? this.#root).push(node)
  }

  addHtml(piece: HtmlPiece): void {
    if (piece.kind === 'text') this.add({ type: 'text', value: piece.value, position: at(piece) })
    else if (piece.kind === 'close') this.#close(piece.name, piece.end)
    else if (piece.name === 'br' || piece.name === 'hr') this.add({ type: 'break', position: at(piece) })
    else if (piece.name === 'img')
      this.add({ type: 'image', url: piece.url?.value ?? '', alt: piece.alt, position: at(piece) })
    else if (PAIRED[piece.name] && this.#open.length < MAX_DEPTH && (piece.name !== 'a' || piece.url))
      this.#open.push({ tag: piece.name, url: piece.url?.value ?? '', start: piece.start, children: [] })
  }

  #close(name: string, end: number): void {
    const from = this.#open.findLastIndex((frame) => frame.tag === name)
    // What was opened inside and never closed ends here too.
    while (from >= 0 && this.#open.length > from) this.add(close(this.#open.pop() as Frame, end))
  }

  done(): PhrasingContent[] {
    // A tag that nothing closes is as if it were not there.
    while (this.#open.length > 0) for (const child of (this.#open.pop() as Frame).children) this.add(child)
    return this.#root
  }
}

/** Inline nodes in which pairs of HTML tags ("<b>", "<a href>") have become the nodes that they stand for. */
export function pairInlineHtml(nodes: readonly PhrasingContent[], source: string): readonly PhrasingContent[] {
  if (!nodes.some((node) => node.type === 'html')) return nodes
  const builder = new Builder()
  for (const node of nodes) {
    const span = spanOf(node)
    if (node.type === 'html' && span) for (const piece of htmlPieces(source, span)) builder.addHtml(piece)
    else builder.add(node)
  }
  return builder.done()
}
