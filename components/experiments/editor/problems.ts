import { type Diagnostic, linter } from '@codemirror/lint'
import { type Extension, StateEffect, StateField, type Text } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** Something that is wrong in an experiment's text. */
export type Problem = {
  /** Who found it: the type checker, whoever reads the whole text, or a run of it. */
  from: 'types' | 'text' | 'run'
  /** Counts from 1; null: nothing says which. */
  line: number | null
  column: number | null
  message: string
}

const setProblems = StateEffect.define<readonly Problem[]>()

const problemField = StateField.define<readonly Problem[]>({
  create: () => [],
  update: (now, { effects }) => effects.find((effect) => effect.is(setProblems))?.value ?? now,
})

/** Shows these in the text, instead of those shown before. */
export const showProblems = (view: EditorView, problems: readonly Problem[]) =>
  view.dispatch({ effects: setProblems.of(problems) })

/** A problem at its place: from its column to the end of the line, the whole line where no column is known. */
export function toDiagnostic(doc: Text, { line, column, message, from }: Problem): Diagnostic[] {
  if (line === null || line < 1 || line > doc.lines) return []
  const { from: start, to, text } = doc.line(line)
  const indent = text.length - text.trimStart().length
  const at = Math.min(start + (column === null ? indent : column - 1), to)
  return [{ from: at, to, message, severity: 'error', source: from === 'run' ? 'while it ran' : 'reading the text' }]
}

/** Marks what `showProblems` was told of. */
export const problemMarks: Extension = [
  problemField,
  linter((view) => view.state.field(problemField).flatMap((each) => toDiagnostic(view.state.doc, each)), {
    delay: 50,
    needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((one) => one.is(setProblems))),
  }),
]

/** Puts the cursor where a problem is, and the keyboard with it. */
export function goTo(view: EditorView, { line, column }: Pick<Problem, 'line' | 'column'>): void {
  if (line === null) return
  const { doc } = view.state
  const found = doc.line(Math.min(Math.max(1, line), doc.lines))
  const anchor = Math.min(found.from + (column ?? 1) - 1, found.to)
  view.dispatch({ selection: { anchor }, scrollIntoView: true })
  view.focus()
}
