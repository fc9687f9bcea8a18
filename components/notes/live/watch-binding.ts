import type { Extension } from '@codemirror/state'
import { ViewPlugin } from '@codemirror/view'
import type * as Y from 'yjs'

/**
 * Tells when the editor no longer holds the shared text. CodeMirror goes on without a plugin that threw: were that
 * the one which binds the two, what is typed would go nowhere, while nothing seems to be left to save.
 */
export function watchBinding(text: Y.Text, onAdrift: () => void): Extension {
  return ViewPlugin.define((view) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      if (view.state.doc.length !== text.length) onAdrift()
    }
    // When both have taken the edit.
    const lookSoon = () => {
      timer ??= setTimeout(look, 0)
    }
    text.observe(lookSoon)
    return {
      update: ({ docChanged }) => {
        if (docChanged) lookSoon()
      },
      destroy: () => {
        clearTimeout(timer)
        text.unobserve(lookSoon)
      },
    }
  })
}
