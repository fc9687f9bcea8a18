import { Text } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { type Problem, toDiagnostic } from './problems.ts'

const doc = Text.of(['const a = 1', '  let x = ;', ''])
const problem = (changed: Partial<Problem>): Problem => ({
  from: 'text',
  line: 2,
  column: null,
  message: 'Expression expected.',
  ...changed,
})

describe('a problem in an experiment’s text', () => {
  it('is marked from its column to the end of its line', () => {
    expect(toDiagnostic(doc, problem({ column: 11 }))).toMatchObject([{ from: 22, to: 23, severity: 'error' }])
  })

  it('is marked over the whole line, but for its indentation, where no column is known', () => {
    expect(toDiagnostic(doc, problem({}))).toMatchObject([{ from: 14, to: 23 }])
  })

  it('is not marked where no line is known or the text has become shorter', () => {
    expect(toDiagnostic(doc, problem({ line: null }))).toEqual([])
    expect(toDiagnostic(doc, problem({ line: 9 }))).toEqual([])
    expect(toDiagnostic(doc, problem({ column: 90 }))).toMatchObject([{ from: 23, to: 23 }])
  })
})
