import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state'
import { expect, it } from 'vitest'
import { MARK_COMMANDS, insertLink, insertTable, toggleBullets, toggleNumbers, toggleTasks } from './marks.ts'

/** What becomes of a text whose selection stands between «»; the selection of the answer likewise. */
function after(command: StateCommand, marked: string): string {
  const from = marked.indexOf('«')
  const to = marked.indexOf('»') - 1
  const doc = marked.replace(/[«»]/g, '')
  let state = EditorState.create({ doc, selection: EditorSelection.range(from, to) })
  command({ state, dispatch: (transaction) => (state = transaction.state) })
  const { main } = state.selection
  const text = state.doc.toString()
  return `${text.slice(0, main.from)}«${text.slice(main.from, main.to)}»${text.slice(main.to)}`
}

it('bold goes on and comes off again, and the same words stay selected', () => {
  expect(after(MARK_COMMANDS.bold, 'a «word» here')).toBe('a **«word»** here')
  expect(after(MARK_COMMANDS.bold, 'a **«word»** here')).toBe('a «word» here')
})

it('lines become a list, a list of another kind, and lines again', () => {
  expect(after(toggleBullets, '«one\ntwo»').replace(/[«»]/g, '')).toBe('- one\n- two')
  expect(after(toggleNumbers, '«- one\n- two»').replace(/[«»]/g, '')).toBe('1. one\n2. two')
  expect(after(toggleTasks, '«1. one»').replace(/[«»]/g, '')).toBe('- [ ] one')
  expect(after(toggleTasks, '«- [x] one»').replace(/[«»]/g, '')).toBe('one')
})

it('a link waits for its address, or for its words where the address was selected', () => {
  expect(after(insertLink, 'see «this»')).toBe('see [this](«https://»)')
  expect(after(insertLink, 'see «https://a.org»')).toBe('see [«»](https://a.org)')
})

it('a table begins on a line of its own', () => {
  expect(after(insertTable, 'text«»')).toBe('text\n\n| «Column» | Column |\n|---|---|\n|  |  |\n')
})

it('nothing is changed where nothing may be written', () => {
  const state = EditorState.create({ doc: 'a', extensions: EditorState.readOnly.of(true) })
  expect(MARK_COMMANDS.bold({ state, dispatch: () => expect.unreachable() })).toBe(false)
})
