import type { Node } from 'unist'

/** Calls a function with each node of a tree, from the root down, in the order of the source. */
export function eachNode(node: Node, call: (node: Node) => void): void {
  call(node)
  if ('children' in node) for (const child of node.children as Node[]) eachNode(child, call)
}

/** Moves the offsets of a tree. */
export function shiftTree(node: Node, by: number): void {
  if (by === 0) return
  eachNode(node, ({ position }) => {
    if (!position) return
    position.start.offset = (position.start.offset ?? 0) + by
    position.end.offset = (position.end.offset ?? 0) + by
  })
}
