import { type EditorState, StateField } from '@codemirror/state'
import { type Tooltip, showTooltip } from '@codemirror/view'
import { renderTex } from '#lib/markdown/tex.ts'
import { formulaAt } from './find-formula.ts'

function tooltipAt(state: EditorState, macros: Record<string, string>): Tooltip | null {
  const { main } = state.selection
  if (!main.empty) return null
  const formula = formulaAt(state.doc, main.head)
  if (!formula) return null
  const result = renderTex(formula.tex, { display: formula.display, macros })
  return {
    pos: formula.from,
    above: true,
    arrow: false,
    create: () => {
      const dom = document.createElement('div')
      dom.className = 'formula-tooltip rendered-note'
      // What the cursor stands in is read already; the picture of it would only be read twice.
      dom.setAttribute('aria-hidden', 'true')
      if (result.ok) dom.innerHTML = result.html
      else dom.textContent = result.message
      return { dom }
    },
  }
}

/** Shows the formula at the cursor as it will look, while it is written. */
export function formulaTooltip(macros: Record<string, string>) {
  return StateField.define<Tooltip | null>({
    create: (state) => tooltipAt(state, macros),
    update: (shown, transaction) =>
      transaction.docChanged || transaction.selection ? tooltipAt(transaction.state, macros) : shown,
    provide: (field) => showTooltip.from(field),
  })
}
