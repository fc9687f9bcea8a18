import { type ChangeSpec, EditorSelection, type EditorState, type Line, type StateCommand } from '@codemirror/state'
import type { KeyBinding } from '@codemirror/view'

/** Puts `mark` around each selection, or takes it away where it is there already. */
export const toggleMark =
  (mark: string, close = mark): StateCommand =>
  ({ state, dispatch }) => {
    if (state.readOnly) return false
    const changes = state.changeByRange((range) => {
      const before = state.sliceDoc(range.from - mark.length, range.from)
      const after = state.sliceDoc(range.to, range.to + close.length)
      if (before === mark && after === close) {
        return {
          changes: [
            { from: range.from - mark.length, to: range.from },
            { from: range.to, to: range.to + close.length },
          ],
          range: EditorSelection.range(range.from - mark.length, range.to - mark.length),
        }
      }
      return {
        changes: [
          { from: range.from, insert: mark },
          { from: range.to, insert: close },
        ],
        range: EditorSelection.range(range.from + mark.length, range.to + mark.length),
      }
    })
    dispatch(state.update(changes, { scrollIntoView: true, userEvent: 'input' }))
    return true
  }

function selectedLines(state: EditorState): Line[] {
  const numbers = new Set<number>()
  for (const { from, to } of state.selection.ranges) {
    const last = state.doc.lineAt(to).number
    for (let number = state.doc.lineAt(from).number; number <= last; number++) numbers.add(number)
  }
  return [...numbers].map((number) => state.doc.line(number))
}

/** Begins each selected line with `prefix(n)`, or takes away what `has` finds there when all have it. */
const togglePrefix =
  (prefix: (index: number) => string, has: RegExp, other: RegExp = has): StateCommand =>
  ({ state, dispatch }) => {
    if (state.readOnly) return false
    const lines = selectedLines(state)
    const isOn = lines.every((line) => has.test(line.text))
    const changes = lines.map((line, index): ChangeSpec => {
      const indent = /^\s*/.exec(line.text)?.[0].length ?? 0
      const old = other.exec(line.text.slice(indent))?.[0] ?? ''
      const from = line.from + indent
      return { from, to: from + old.length, insert: isOn ? '' : prefix(index) }
    })
    dispatch(state.update({ changes, scrollIntoView: true, userEvent: 'input' }))
    return true
  }

const ANY_ITEM = /^(?:[-*+] (?:\[[ xX]\] )?|\d{1,9}[.)] )/

export const toggleBullets = togglePrefix(() => '- ', /^\s*[-*+] (?!\[)/, ANY_ITEM)
export const toggleNumbers = togglePrefix((index) => `${index + 1}. `, /^\s*\d{1,9}[.)] /, ANY_ITEM)
export const toggleTasks = togglePrefix(() => '- [ ] ', /^\s*[-*+] \[[ xX]\] /, ANY_ITEM)
export const toggleQuote = togglePrefix(() => '> ', /^\s*> ?/, /^> ?/)
export const toggleHeading = togglePrefix(() => '## ', /^#{1,6} /, /^#{1,6} /)

/** "[selected](url)", with the address selected; an address that is selected becomes the address. */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false
  const changes = state.changeByRange((range) => {
    const text = state.sliceDoc(range.from, range.to)
    const isAddress = /^https?:\/\/\S+$/.test(text)
    const insert = isAddress ? `[](${text})` : `[${text}](https://)`
    const anchor = isAddress ? range.from + 1 : range.from + text.length + 3
    const head = isAddress ? anchor : anchor + 'https://'.length
    return { changes: { from: range.from, to: range.to, insert }, range: EditorSelection.range(anchor, head) }
  })
  dispatch(state.update(changes, { scrollIntoView: true, userEvent: 'input' }))
  return true
}

/** A block on lines of its own, with what stands at `select` selected. */
const insertBlock =
  (text: string, select: string): StateCommand =>
  ({ state, dispatch }) => {
    if (state.readOnly) return false
    const { from, to } = state.selection.main
    const line = state.doc.lineAt(from)
    const before = line.text.slice(0, from - line.from).trim() === '' ? '' : '\n\n'
    const insert = `${before}${text}\n`
    const anchor = from + before.length + text.indexOf(select)
    dispatch(
      state.update({
        changes: { from, to, insert },
        selection: EditorSelection.range(anchor, anchor + select.length),
        scrollIntoView: true,
        userEvent: 'input',
      }),
    )
    return true
  }

export const insertTable = insertBlock('| Column | Column |\n|---|---|\n|  |  |', 'Column')
export const insertFormulaBlock = insertBlock('$$\nx\n$$', 'x')

const bold = toggleMark('**')
const italic = toggleMark('*')
const code = toggleMark('`')
const formula = toggleMark('$')

export const MARK_COMMANDS = { bold, italic, code, formula }

/** Ctrl on Linux and Windows, Command on a Mac. */
export const markKeymap: KeyBinding[] = [
  { key: 'Mod-b', run: bold, preventDefault: true },
  { key: 'Mod-i', run: italic, preventDefault: true },
  { key: 'Mod-e', run: code, preventDefault: true },
  { key: 'Mod-m', run: formula, preventDefault: true },
  { key: 'Mod-Shift-m', run: insertFormulaBlock, preventDefault: true },
  { key: 'Mod-k', run: insertLink, preventDefault: true },
  { key: 'Mod-Shift-8', run: toggleBullets, preventDefault: true },
  { key: 'Mod-Shift-7', run: toggleNumbers, preventDefault: true },
  { key: 'Mod-Shift-9', run: toggleTasks, preventDefault: true },
]
