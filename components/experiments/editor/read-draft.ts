import type { CallAction } from '#components/papers/form-action.ts'
import type { ClaimHtml, ExperimentView } from '#lib/experiments/authored/schema.ts'
import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'
import type { Described } from '../runner/types.ts'
import type { Problem } from './problems.ts'

/** A text that can run, and what it says about itself. */
export type Draft = {
  text: string
  compiled: string
  codeVersion: string
  description: ExperimentDescription
  claims: Record<string, ClaimHtml>
  explanation: ExperimentView['explanation']
}
export type DraftRead = { ok: true; draft: Draft } | { ok: false; problem: Problem }

export type DraftSteps = {
  list: string
  compile: CallAction<{ compiled: string; codeVersion: string }>
  /** Evaluates the compiled text in a sealed frame. */
  describe(compiled: string): Promise<Described>
  render: CallAction<Pick<Draft, 'claims' | 'explanation'>>
}

type Place = { line?: number; column?: number }
const wrong = (message: string, { line, column }: Place = {}): DraftRead => ({
  ok: false,
  problem: { from: 'text', line: line ?? null, column: column ?? null, message },
})

/** The place stands beside the message already. */
const withoutPlace = (message: string) => message.replace(/^Line \d+, column \d+: /, '')

async function readText(text: string, { list, compile, describe, render }: DraftSteps): Promise<DraftRead> {
  const code = await compile({ list, source: text })
  if (!code.ok) return wrong(withoutPlace(code.message), (code.details ?? {}) as Place)
  const described = await describe(code.data.compiled)
  if (!described.ok) return wrong(described.message, described.line === null ? {} : { line: described.line })
  const { description } = described
  const words = await render({ list, description })
  if (!words.ok) return wrong(words.message)
  return { ok: true, draft: { text, ...code.data, description, ...words.data } }
}

/**
 * Reads texts from the first type to the last word, as a run of them needs it: compiled by the server,
 * evaluated in the sealed frame, its words set. The same text again costs nothing.
 */
export function createDraftReader(steps: DraftSteps): (text: string) => Promise<DraftRead> {
  let last: { text: string; read: Promise<DraftRead> } | null = null
  return (text) => {
    if (last?.text === text) return last.read
    const read = readText(text, steps).catch((error: unknown) => {
      // The next time may be better.
      last = null
      return wrong(`The server could not be reached, so the text was not read. (${String(error)})`)
    })
    last = { text, read }
    return read
  }
}
