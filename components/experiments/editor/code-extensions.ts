import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  EditorView,
  drawSelection,
  dropCursor,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { letTabLeave, styleNonce } from '#components/ui/editor-basics.ts'
import { codeLook } from './code-look.ts'
import { type Problem, problemMarks } from './problems.ts'
import { typeHelp } from './type-help.ts'
import type { TypeWorker } from './types/type-worker.ts'

export type CodeHandlers = {
  onChange(text: string): void
  /** What the type checker found; null where it cannot be had. */
  onChecked(problems: Problem[] | null): void
  onRun(): void
}

/** The id of the words that say how the keyboard leaves the editor. */
export const KEYBOARD_HELP = 'experiment-keyboard-help'

/** Everything that makes CodeMirror an editor of experiments. */
export function codeExtensions(types: TypeWorker, handlers: CodeHandlers): Extension[] {
  const doing = (what: () => void) => () => {
    what()
    return true
  }
  return [
    EditorState.lineSeparator.of('\n'),
    EditorState.tabSize.of(2),
    indentUnit.of('  '),
    styleNonce(),
    EditorView.contentAttributes.of({
      'aria-label': 'The experiment, in TypeScript',
      'aria-multiline': 'true',
      'aria-describedby': KEYBOARD_HELP,
      tabindex: '0',
    }),
    EditorView.lineWrapping,
    lintGutter(),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    dropCursor(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    search({ top: true }),
    javascript({ typescript: true }),
    typeHelp(types, handlers.onChecked),
    problemMarks,
    codeLook,
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) handlers.onChange(state.doc.toString())
    }),
    keymap.of([
      { key: 'Mod-Enter', run: doing(handlers.onRun) },
      ...closeBracketsKeymap,
      ...completionKeymap,
      { key: 'Tab', run: acceptCompletion },
      ...historyKeymap,
      ...lintKeymap,
      ...searchKeymap,
      { key: 'Escape', run: letTabLeave },
      ...defaultKeymap,
      indentWithTab,
    ]),
  ]
}
