import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** What every CodeMirror of ours has in common. */

/** The editor brings its style sheet as an element, which the page's policy lets in by the nonce of its own scripts. */
export function styleNonce(): Extension {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  return nonce ? EditorView.cspNonce.of(nonce) : []
}

/** On Escape: Tab leaves the editor for a moment. CodeMirror does so by itself, but where Escape had something else to do. */
export function letTabLeave(view: EditorView): false {
  view.setTabFocusMode(2000)
  return false
}
