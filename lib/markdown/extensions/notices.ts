import type { Root } from 'hast'
import type { VFile } from 'vfile'

/** Puts what the steps before had to leave out at the top of the text, where it is read before what is missed. */
export function notices() {
  return (tree: Root, file: VFile): void => {
    const said = (file.data.notices ?? []).map((value) => ({
      type: 'element' as const,
      tagName: 'p',
      properties: { className: ['note-notice'] },
      children: [{ type: 'text' as const, value }],
    }))
    tree.children.unshift(...said)
  }
}
