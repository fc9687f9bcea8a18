/** What the editor asks the type checker in its worker, and what that answers. Offsets count from the text's start. */

export type TypeProblem = { from: number; to: number; message: string; severity: 'error' | 'warning' | 'info' }
export type TypeCompletion = { label: string; kind: string; detail: string | null; rank: number }
export type TypeCompletions = { from: number; options: TypeCompletion[] }
export type TypeInfo = { from: number; to: number; signature: string; explanation: string }

export type TypeQuestions = {
  check: { ask: object; answer: TypeProblem[] }
  complete: { ask: { at: number; isExplicit: boolean }; answer: TypeCompletions | null }
  /** What stands behind one completion. */
  explain: { ask: { at: number; label: string }; answer: Omit<TypeInfo, 'from' | 'to'> | null }
  hover: { ask: { at: number }; answer: TypeInfo | null }
}
export type TypeQuestion = keyof TypeQuestions

/** Every question brings the text that it is about. */
export type ToTypeWorker = {
  [Kind in TypeQuestion]: { id: number; kind: Kind; text: string } & TypeQuestions[Kind]['ask']
}[TypeQuestion]
export type FromTypeWorker = { id: number; ok: true; answer: unknown } | { id: number; ok: false; message: string }
