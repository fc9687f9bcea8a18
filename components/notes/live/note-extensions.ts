import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { markdown, markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, type KeyBinding, drawSelection, dropCursor, keymap, placeholder } from '@codemirror/view'
import { letTabLeave, styleNonce } from '#components/ui/editor-basics.ts'
import type { Citable } from '#lib/notes/citation.ts'
import { yCollab, ySyncAnnotation, yUndoManagerKeymap } from 'y-codemirror.next'
import type { NoteRoom } from './note-room.ts'
import { citationCompletions, latexCompletions } from './completions.ts'
import { cursorNames } from './cursor-names.ts'
import { editorLook } from './editor-look.ts'
import { formulaSyntax } from './formula-syntax.ts'
import { formulaTooltip } from './formula-tooltip.ts'
import { filesIn } from './image-files.ts'
import { markKeymap } from './marks.ts'
import { pendingImages } from './pending-images.ts'

export type NoteTools = {
  macros: Record<string, string>
  searchPapers: (query: string) => Promise<readonly Citable[]>
  /** Stores pasted or dropped pictures and gives the text that shows them. */
  addImages: (files: File[], view: EditorView, at: number) => void
}

/** The id of the words that say how the keyboard leaves the editor. */
export const KEYBOARD_HELP = 'note-keyboard-help'

function imageDrops({ addImages }: NoteTools): Extension {
  const take = (event: Event, view: EditorView, data: DataTransfer | null, at: number) => {
    const files = filesIn(data)
    if (files.length === 0) return false
    // Taken or not: a file that the editor has no use for must not open in the note's place.
    event.preventDefault()
    if (!view.state.readOnly) addImages(files, view, at)
    return true
  }
  return EditorView.domEventHandlers({
    paste: (event, view) => take(event, view, event.clipboardData, view.state.selection.main.head),
    drop: (event, view) => {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
      return take(event, view, event.dataTransfer, at ?? view.state.doc.length)
    },
  })
}

const writing = new Compartment()

// Not editable, the text would be out of the keyboard's reach: it stays a place to go to, to read and to copy from.
const writable = (canWrite: boolean): Extension => [
  EditorState.readOnly.of(!canWrite),
  EditorView.editable.of(canWrite),
  canWrite ? [] : EditorView.contentAttributes.of({ 'aria-readonly': 'true' }),
]

/** Whatever a key is bound to: who may only read changes nothing. What others write comes in. */
const readersChangeNothing = EditorState.changeFilter.of(
  (transaction) => !transaction.startState.readOnly || transaction.annotation(ySyncAnnotation) !== undefined,
)

// Undo goes past the editor, straight to the shared text.
const undoKeymap = yUndoManagerKeymap.map((binding): KeyBinding => ({
  ...binding,
  run: (view) => view.state.readOnly || (binding.run?.(view) ?? false),
}))

/** Lets a person write from now on, or no longer, without touching what they see. */
export const setWritable = (view: EditorView, canWrite: boolean) =>
  view.dispatch({ effects: writing.reconfigure(writable(canWrite)) })

/** Everything that makes CodeMirror a note's editor; undo is that of the room, of one's own edits only. */
export function noteExtensions(room: NoteRoom, canWrite: boolean, tools: NoteTools): Extension[] {
  return [
    EditorState.lineSeparator.of('\n'),
    styleNonce(),
    writing.of(writable(canWrite)),
    readersChangeNothing,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': 'The note, in markdown',
      'aria-multiline': 'true',
      'aria-describedby': KEYBOARD_HELP,
      // Said, though what can be edited can have the focus anyhow: not every tool that checks a page knows that.
      tabindex: '0',
      spellcheck: 'true',
      autocorrect: 'on',
      autocapitalize: 'sentences',
    }),
    placeholder('Markdown, with formulas between dollar signs: $W$, $$\\Delta W$$'),
    drawSelection(),
    dropCursor(),
    closeBrackets(),
    highlightSelectionMatches(),
    search({ top: true }),
    markdown({ base: markdownLanguage, extensions: formulaSyntax }),
    autocompletion({
      override: [latexCompletions(tools.macros), citationCompletions(tools.searchPapers)],
      icons: false,
    }),
    formulaTooltip(tools.macros),
    imageDrops(tools),
    pendingImages,
    editorLook,
    // Tab leaves the editor for whoever presses Escape first, as CodeMirror's accessibility guide has it.
    keymap.of([
      ...markKeymap,
      ...closeBracketsKeymap,
      ...completionKeymap,
      { key: 'Tab', run: acceptCompletion },
      ...markdownKeymap,
      ...undoKeymap,
      ...searchKeymap,
      { key: 'Escape', run: letTabLeave },
      ...defaultKeymap,
      indentWithTab,
    ]),
    yCollab(room.text, room.awareness, { undoManager: room.undoManager }),
    cursorNames(room),
  ]
}
