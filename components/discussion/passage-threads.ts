import { type EditorState, type Extension, Prec, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  type Tooltip,
  ViewPlugin,
  type ViewUpdate,
  keymap,
  showTooltip,
} from '@codemirror/view'
import type { Doc } from 'yjs'
import { anchorAt, passageRange } from '#lib/discussion/anchors.ts'
import { MAX_QUOTE } from '#lib/discussion/quote.ts'
import type { Anchor } from '#lib/discussion/schema.ts'
import { noteText } from '#lib/notes/note-doc.ts'

/** A thread's hold on the text. */
export type Passage = { id: string; anchor: Anchor; quote: string | null }
/** Where passages are right now, by thread; those that are gone are missing. */
export type PassageRanges = ReadonlyMap<string, { from: number; to: number }>
/** A passage that somebody wants to say something about. */
export type ChosenPassage = { anchor: Anchor; quote: string }

/** The passages to mark from now on. */
export const showPassages = StateEffect.define<readonly Passage[]>()
/** The passage whose thread is looked at; null: none. */
export const showActive = StateEffect.define<string | null>()
const setRanges = StateEffect.define<PassageRanges>()

type Marks = { passages: readonly Passage[]; active: string | null; ranges: PassageRanges; shown: DecorationSet }

/** How long edits may have moved marks along before their places are looked up, in ms: typing does not wait for it. */
const SETTLE = 300

function draw(ranges: PassageRanges, active: string | null): DecorationSet {
  const marks = [...ranges].map(([id, { from, to }]) =>
    Decoration.mark({
      class: id === active ? 'cm-passage cm-passage-active' : 'cm-passage',
      attributes: { 'data-thread': id },
    }).range(from, to),
  )
  return Decoration.set(marks, true)
}

const marks = StateField.define<Marks>({
  create: () => ({ passages: [], active: null, ranges: new Map(), shown: Decoration.none }),
  update: (before, transaction) => {
    let { passages, active, ranges, shown } = before
    // Edits push marks along; what the anchors say is looked up when the typing lets it.
    if (transaction.docChanged) shown = shown.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(showPassages)) passages = effect.value
      if (effect.is(showActive)) active = effect.value
      if (effect.is(setRanges)) ranges = effect.value
    }
    if (ranges !== before.ranges) shown = draw(ranges, active)
    else if (active !== before.active) shown = draw(rangesOf(shown), active)
    else if (shown === before.shown && passages === before.passages) return before
    return { passages, active, ranges, shown }
  },
  provide: (field) => EditorView.decorations.from(field, ({ shown }) => shown),
})

function rangesOf(shown: DecorationSet): PassageRanges {
  const found = new Map<string, { from: number; to: number }>()
  for (const cursor = shown.iter(); cursor.value; cursor.next()) {
    const id: unknown = cursor.value.spec.attributes?.['data-thread']
    if (typeof id === 'string') found.set(id, { from: cursor.from, to: cursor.to })
  }
  return found
}

/** Where a thread's passage is in the editor; null where it is gone, or not marked. */
export function passageIn(state: EditorState, thread: string): { from: number; to: number } | null {
  const found = state.field(marks, false)
  return found ? (rangesOf(found.shown).get(thread) ?? null) : null
}

const isSame = (a: PassageRanges, b: PassageRanges) =>
  a.size === b.size && [...a].every(([id, { from, to }]) => b.get(id)?.from === from && b.get(id)?.to === to)

/** Looks up where the anchors are, after edits and when there are others. */
function locator(doc: Doc, onRanges: (ranges: PassageRanges) => void) {
  return ViewPlugin.fromClass(
    class {
      view: EditorView
      timer: ReturnType<typeof setTimeout> | undefined
      told: PassageRanges | null = null
      constructor(view: EditorView) {
        this.view = view
      }
      update(update: ViewUpdate) {
        const isNew = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(showPassages)))
        if (isNew) this.later(0)
        else if (update.docChanged) this.later(SETTLE)
      }
      later(delay: number) {
        if (this.timer !== undefined && delay > 0) return
        clearTimeout(this.timer)
        this.timer = setTimeout(() => this.locate(), delay)
      }
      locate() {
        this.timer = undefined
        const { passages, shown } = this.view.state.field(marks)
        // An edit is on its way between the shared text and the editor: in a moment they agree.
        if (noteText(doc).length !== this.view.state.doc.length) return this.later(SETTLE)
        const found = new Map<string, { from: number; to: number }>()
        for (const { id, anchor, quote } of passages) {
          const range = passageRange(doc, anchor, quote)
          if (range) found.set(id, range)
        }
        if (!isSame(found, rangesOf(shown))) this.view.dispatch({ effects: setRanges.of(found) })
        // Told anew, the page around the editor is drawn anew: not for what is known.
        if (!this.told || !isSame(found, this.told)) onRanges(found)
        this.told = found
      }
      destroy() {
        clearTimeout(this.timer)
      }
    },
  )
}

/** What is selected, as something to say something about; null where nothing is. */
export function chosenPassage(doc: Doc, state: EditorState): ChosenPassage | null {
  const { from, to } = state.selection.main
  const quote = state.sliceDoc(from, to)
  if (quote.trim() === '') return null
  return { anchor: anchorAt(doc, from, to), quote: quote.slice(0, MAX_QUOTE) }
}

function commentTooltip(onComment: (view: EditorView) => boolean): Extension {
  const at = (state: EditorState): Tooltip | null => {
    const { from, to } = state.selection.main
    if (state.sliceDoc(from, to).trim() === '') return null
    return {
      pos: to,
      above: false,
      create: (view) => {
        const dom = document.createElement('div')
        dom.className = 'cm-comment'
        const button = dom.appendChild(document.createElement('button'))
        button.type = 'button'
        button.textContent = 'Comment'
        button.title = 'Comment on this passage (Ctrl+Alt+M)'
        // The editor keeps its selection.
        button.addEventListener('pointerdown', (event) => event.preventDefault())
        button.addEventListener('click', () => onComment(view))
        return { dom }
      },
    }
  }
  return StateField.define<Tooltip | null>({
    create: at,
    update: (shown, { state, docChanged, selection }) => (docChanged || selection ? at(state) : shown),
    provide: (field) => showTooltip.from(field),
  })
}

const look = EditorView.theme({
  '.cm-passage': {
    backgroundColor: 'color-mix(in oklab, var(--color-highlight) 45%, transparent)',
    textDecoration: 'underline dotted var(--color-warning) 2px',
    textUnderlineOffset: '0.25em',
    textDecorationSkipInk: 'none',
  },
  '.cm-passage-active': {
    backgroundColor: 'var(--color-highlight)',
    textDecorationStyle: 'solid',
  },
  // It belongs to the selection, which is at hand only while the editor has the keyboard.
  '&:not(.cm-focused) .cm-comment': { display: 'none' },
  '.cm-comment button': {
    minHeight: '2.25rem',
    padding: '0.25rem 0.875rem',
    fontFamily: 'var(--font-sans)',
    fontSize: '0.875rem',
    fontWeight: '600',
    color: 'var(--color-accent)',
  },
  '.cm-comment button:hover': { color: 'var(--color-accent-strong)', backgroundColor: 'var(--color-accent-soft)' },
})

/**
 * Marks the passages that threads are about, in the room's text as it is written, and takes what is
 * selected for a new one (by a button beside it, or Ctrl+Alt+M).
 * @param onRanges where they are, whenever that was looked up.
 * @param onPress a passage was pressed.
 * @param onComment null where nothing may be said.
 */
export function passageHighlights(options: {
  doc: Doc
  onRanges: (ranges: PassageRanges) => void
  onPress: (thread: string) => void
  onComment: ((passage: ChosenPassage) => void) | null
}): Extension {
  const { doc, onRanges, onPress, onComment } = options
  const comment = (view: EditorView) => {
    const passage = chosenPassage(doc, view.state)
    if (passage) onComment?.(passage)
    return passage !== null
  }
  return [
    marks,
    locator(doc, onRanges),
    look,
    EditorView.domEventHandlers({
      click: (event) => {
        const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-thread]') : null
        if (pressed?.dataset.thread) onPress(pressed.dataset.thread)
        return false
      },
    }),
    onComment ? [commentTooltip(comment), Prec.high(keymap.of([{ key: 'Mod-Alt-m', run: comment }]))] : [],
  ]
}
