import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'

type Pending = { id: number; at: number; label: string }

const begin = StateEffect.define<Pending>({
  map: (pending, changes) => ({ ...pending, at: changes.mapPos(pending.at) }),
})
const end = StateEffect.define<number>()

class Waiting extends WidgetType {
  readonly id: number
  readonly label: string
  constructor({ id, label }: Pending) {
    super()
    this.id = id
    this.label = label
  }
  override eq(other: Waiting) {
    return other.id === this.id
  }
  toDOM() {
    const dom = document.createElement('span')
    dom.className = 'pending-image'
    dom.textContent = this.label
    return dom
  }
}

/**
 * Places where pictures will stand that are still on their way. They are marked in this editor only: the
 * shared text holds nothing that would have to be taken out again if the way is never finished.
 */
export const pendingImages = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => {
    let now = shown.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(begin)) {
        now = now.update({
          add: [Decoration.widget({ widget: new Waiting(effect.value), side: 1 }).range(effect.value.at)],
        })
      }
      if (effect.is(end)) now = now.update({ filter: (_from, _to, { spec }) => spec.widget.id !== effect.value })
    }
    return now
  },
  provide: (field) => EditorView.decorations.from(field),
})

let last = 0

/** Marks a place. @returns what finishes it: with the text to put there, wherever it is by then, or with nothing. */
export function markPlace(view: EditorView, at: number, label: string): (text: string) => boolean {
  const id = ++last
  view.dispatch({ effects: begin.of({ id, at: Math.min(at, view.state.doc.length), label }) })
  return (text) => {
    const pending = view.state.field(pendingImages, false)
    let place: number | null = null
    pending?.between(0, view.state.doc.length, (from, _to, { spec }) => {
      if (spec.widget.id === id) place = from
    })
    const { main } = view.state.selection
    const mayInsert = place !== null && text !== '' && !view.state.readOnly && view.dom.isConnected
    view.dispatch({
      effects: end.of(id),
      ...(mayInsert && place !== null && { changes: { from: place, insert: text }, userEvent: 'input.paste' }),
      // Who waits where the picture was put goes on writing after it.
      ...(mayInsert &&
        place !== null &&
        main.empty &&
        main.head === place && { selection: { anchor: place + text.length } }),
    })
    return mayInsert
  }
}
