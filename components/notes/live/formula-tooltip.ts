import { type EditorState, StateField } from '@codemirror/state'
import { type Tooltip, repositionTooltips, showTooltip } from '@codemirror/view'
import { formulaAt } from './find-formula.ts'

type Typesetter = typeof import('#lib/markdown/math/tex.ts')

let typesetter: Typesetter | null = null

/** KaTeX, a third of what the editor would load: it comes with the first formula that somebody stands in. */
async function loadTypesetter(): Promise<Typesetter> {
  return (typesetter = await import('#lib/markdown/math/tex.ts'))
}

function tooltipAt(state: EditorState, macros: Record<string, string>): Tooltip | null {
  const { main } = state.selection
  if (!main.empty) return null
  const formula = formulaAt(state.doc, main.head)
  if (!formula) return null
  return {
    pos: formula.from,
    above: true,
    arrow: false,
    create: (view) => {
      const dom = document.createElement('div')
      dom.className = 'formula-tooltip rendered-note'
      // What the cursor stands in is read already; the picture of it would only be read twice.
      dom.setAttribute('aria-hidden', 'true')
      const fill = ({ renderTex }: Typesetter) => {
        const result = renderTex(formula.tex, { display: formula.display, macros })
        if (result.ok) dom.innerHTML = result.html
        else dom.textContent = result.message
        dom.hidden = false
      }
      dom.hidden = true
      if (typesetter) fill(typesetter)
      else
        loadTypesetter().then(
          (loaded) => {
            fill(loaded)
            repositionTooltips(view)
          },
          // Without it one writes as well; the next formula tries again.
          () => undefined,
        )
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
