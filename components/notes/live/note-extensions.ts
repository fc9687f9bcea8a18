import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { markdown, markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, drawSelection, dropCursor, keymap, placeholder } from '@codemirror/view'
import type { Citable } from '#lib/notes/citation.ts'
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next'
import type { NoteRoom } from './note-room.ts'
import { citationCompletions, latexCompletions } from './completions.ts'
import { editorLook } from './editor-look.ts'
import { formulaTooltip } from './formula-tooltip.ts'
import { markKeymap } from './marks.ts'

export type NoteTools = {
  macros: Record<string, string>
  searchPapers: (query: string) => Promise<readonly Citable[]>
  /** Stores pasted or dropped pictures and gives the text that shows them. */
  addImages: (files: File[], view: EditorView, at: number) => void
}

const imagesOf = (data: DataTransfer | null) =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))

function imageDrops({ addImages }: NoteTools): Extension {
  const take = (view: EditorView, data: DataTransfer | null, at: number) => {
    const files = imagesOf(data)
    if (files.length === 0 || view.state.readOnly) return false
    addImages(files, view, at)
    return true
  }
  return EditorView.domEventHandlers({
    paste: (event, view) => take(view, event.clipboardData, view.state.selection.main.head),
    drop: (event, view) =>
      take(view, event.dataTransfer, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length),
  })
}

/** Everything that makes CodeMirror a note's editor; undo is that of the room, of one's own edits only. */
export function noteExtensions(room: NoteRoom, canWrite: boolean, tools: NoteTools): Extension[] {
  return [
    EditorState.lineSeparator.of('\n'),
    EditorState.readOnly.of(!canWrite),
    EditorView.editable.of(canWrite),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': 'The note, in markdown',
      'aria-multiline': 'true',
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
    markdown({ base: markdownLanguage }),
    autocompletion({
      override: [latexCompletions(tools.macros), citationCompletions(tools.searchPapers)],
      icons: false,
    }),
    formulaTooltip(tools.macros),
    imageDrops(tools),
    editorLook,
    // Tab leaves the editor for whoever presses Escape first, as CodeMirror's accessibility guide has it.
    keymap.of([
      ...markKeymap,
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...markdownKeymap,
      ...yUndoManagerKeymap,
      ...searchKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    yCollab(room.text, room.awareness, { undoManager: room.undoManager }),
  ]
}
